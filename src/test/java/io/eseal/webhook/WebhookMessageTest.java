package io.eseal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.id.OrderId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookMessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"certificate_issued\",\"data\":{\"order_id\":12345,\"certificate_id\":23456}}",
                "{\"event\":\"order_rejected\",\"data\":{\"order_id\":\"12345\"}}",
                "{\"data\":{\"order_id\":12345}}",
                "{\"event\":{\"x\":1},\"data\":{\"order_id\":12345,\"token\":[]}}"
            })
    void the_order_is_read_whatever_else_is_said(String body) {
        assertThat(read(body).order()).contains(OrderId.of(12345));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "null",
                "[]",
                "12345",
                "{}",
                "{\"data\":null}",
                "{\"order_id\":12345}",
                "{\"data\":{\"order_id\":0}}",
                "{\"data\":{\"order_id\":-1}}",
                "{\"data\":{\"order_id\":1.5}}",
                "{\"data\":{\"order_id\":9007199254740992}}",
                "{\"data\":{\"order_id\":99999999999999999999999}}",
                "{\"data\":{\"order_id\":\"99999999999999999999999\"}}",
                "{\"data\":{\"order_id\":\" 12345\"}}",
                "{\"data\":{\"order_id\":\"\u0661\u0662\"}}",
                "{\"data\":{\"order_id\":{}}}",
                "{\"data\":{\"order_id\":[12345]}}"
            })
    void what_names_no_order_names_nothing(String body) {
        assertThat(read(body).order()).isEmpty();
        assertThat(read(body).challenge()).isEmpty();
    }

    @Test
    void the_challenge_is_read_of_its_own_event_alone() {
        String challenge = "{\"event\":\"%s\",\"data\":{\"token\":\"%s\",\"webhook_id\":12345}}";
        assertThat(read(challenge.formatted("challenge_webhook_endpoint", "a-B_9"))
                        .challenge())
                .contains("a-B_9");
        assertThat(read(challenge.formatted("certificate_issued", "a-B_9")).challenge())
                .isEmpty();
        assertThat(read(challenge.formatted("challenge_webhook_endpoint", "a\\nb"))
                        .challenge())
                .isEmpty();
    }

    private static WebhookMessage read(String body) {
        return WebhookMessage.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
