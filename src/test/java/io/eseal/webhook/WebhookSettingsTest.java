package io.eseal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

    private static final String OLD = "an-old-secret-of-32-characters-.";
    private static final String NEW = "the-new-secret-of-34-characters-ab";

    @Test
    void both_secrets_open_while_they_are_rotated() {
        WebhookKey key = new WebhookKey(new WebhookSettings(NEW, OLD));
        assertThat(key.isSet()).isTrue();
        assertThat(key.opens(NEW)).isTrue();
        assertThat(key.opens(OLD)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                OLD,
                NEW + "a",
                "THE-NEW-SECRET-OF-34-CHARACTERS-AB",
                "the-new-secret-of-34-characters-a"
            })
    void nothing_else_opens(@Nullable String sent) {
        assertThat(new WebhookKey(new WebhookSettings(NEW, null)).opens(sent)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void without_a_secret_the_webhook_is_off(@Nullable String secret) {
        WebhookKey key = new WebhookKey(new WebhookSettings(secret, secret));
        assertThat(key.isSet()).isFalse();
        assertThat(key.opens("")).isFalse();
        assertThat(key.opens(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "only-thirty-one-characters-long",
                "a secret with blanks, which are no good",
                "geheimnis-mit-umläuten-und-32-zeichen"
            })
    void a_secret_that_is_not_allowed_stops_the_start_and_is_not_told(String secret) {
        assertThatThrownBy(() -> new WebhookSettings(secret, null))
                .hasMessageContaining("CERTCENTRAL_WEBHOOK_SECRET")
                .hasMessageNotContaining(secret);
        assertThatThrownBy(() -> new WebhookSettings(NEW, secret))
                .hasMessageContaining("CERTCENTRAL_WEBHOOK_PREVIOUS_SECRET")
                .hasMessageNotContaining(secret);
    }

    @Test
    void a_previous_secret_alone_stops_the_start() {
        assertThatThrownBy(() -> new WebhookSettings(null, OLD)).hasMessageContaining("would be off");
    }

    @Test
    void the_secrets_are_not_shown() {
        assertThat(new WebhookSettings(NEW, OLD).toString()).doesNotContain(NEW, OLD);
    }
}
