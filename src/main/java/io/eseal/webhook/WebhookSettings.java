package io.eseal.webhook;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * Settings of CertCentral's webhook, {@code certcentral.webhook.*}. Checked at the start: a secret that is not allowed
 * stops it, with a message that does not hold the secret.
 *
 * @param secret secret that CertCentral sends as {@code X-WEBHOOK-KEY}, at least 32 characters; empty: the webhook is
 *     off
 * @param previousSecret second secret that is taken as well while CertCentral is told the new one; empty once it was
 */
@ConfigurationProperties("certcentral.webhook")
record WebhookSettings(@Nullable String secret, @Nullable String previousSecret) {

    /** CertCentral's own lower limit (dev.digicert.com, "Create webhook"). */
    private static final int SHORTEST = 32;

    WebhookSettings {
        check(secret, "certcentral.webhook.secret (CERTCENTRAL_WEBHOOK_SECRET)");
        check(previousSecret, "certcentral.webhook.previous-secret (CERTCENTRAL_WEBHOOK_PREVIOUS_SECRET)");
        if (StringUtils.hasText(previousSecret) && !StringUtils.hasText(secret)) {
            throw new IllegalArgumentException(
                    "certcentral.webhook.previous-secret (CERTCENTRAL_WEBHOOK_PREVIOUS_SECRET) is set without "
                            + "certcentral.webhook.secret (CERTCENTRAL_WEBHOOK_SECRET): the webhook would be off.");
        }
    }

    /** Returns the secrets that are taken; empty when the webhook is off. */
    List<String> secrets() {
        return Stream.of(secret, previousSecret)
                .filter(StringUtils::hasText)
                .map(String::strip)
                .toList();
    }

    @Override
    public String toString() {
        return "WebhookSettings[secrets=" + secrets().size() + "]";
    }

    private static void check(@Nullable String secret, String name) {
        if (!StringUtils.hasText(secret)) {
            return;
        }
        String sent = secret.strip();
        if (sent.length() < SHORTEST) {
            throw new IllegalArgumentException(name + " has fewer than " + SHORTEST + " characters.");
        }
        // A header carries nothing else reliably.
        if (!sent.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(name + " holds a blank, a line break or a non-ASCII character.");
        }
    }
}
