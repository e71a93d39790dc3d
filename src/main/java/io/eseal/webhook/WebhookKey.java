package io.eseal.webhook;

import io.eseal.keys.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Recognises the secret that CertCentral sends. How long that takes tells nothing about the secret. */
@Component
class WebhookKey {

    private final List<byte[]> digests;

    WebhookKey(WebhookSettings settings) {
        digests = settings.secrets().stream().map(WebhookKey::digest).toList();
    }

    /** Returns whether the webhook is on. */
    boolean isSet() {
        return !digests.isEmpty();
    }

    /** Returns whether this is one of the secrets. */
    boolean opens(@Nullable String sent) {
        byte[] digest = digest(sent == null ? "" : sent);
        boolean one = false;
        for (byte[] secret : digests) {
            // No short cut: each is compared.
            one |= MessageDigest.isEqual(secret, digest);
        }
        return one;
    }

    // Digests are equally long, so that the comparison does not tell the secret's length.
    private static byte[] digest(String secret) {
        return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }
}
