package io.eseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class OrderSettingsTest {

    @Test
    void by_default_nothing_is_sent_any_more_when_the_first_look_up_is_due() {
        OrderSettings settings = Binder.get(new MockEnvironment()).bindOrCreate("eseal.order", OrderSettings.class);

        assertThat(settings.sendWithin())
                .isPositive()
                .isLessThan(settings.lookUps().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S", "PT30S", "PT1H"})
    void a_time_to_send_that_ends_before_it_begins_or_after_the_first_look_up_is_refused(String time) {
        assertThatThrownBy(() -> new OrderSettings(
                        List.of(Duration.ofSeconds(30), Duration.ofDays(1)),
                        Duration.parse(time),
                        Duration.ofMinutes(2),
                        OrderSettings.WhenAbsent.ASK,
                        List.of(),
                        Duration.ofSeconds(30)))
                .hasMessageContaining("eseal.order.send-within")
                .hasMessageContaining("eseal.order.look-ups");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1S"})
    void a_longest_call_that_is_over_before_it_begins_is_refused(String time) {
        assertThatThrownBy(() -> new OrderSettings(
                        List.of(Duration.ofSeconds(30)),
                        Duration.ofSeconds(20),
                        Duration.parse(time),
                        OrderSettings.WhenAbsent.ASK,
                        List.of(),
                        Duration.ofSeconds(30)))
                .hasMessageContaining("eseal.order.longest-call");
    }
}
