package io.eseal.timeline;

import io.eseal.id.EsealId;
import java.util.Optional;

/** Events about the reissue of a seal: the same seal, ordered again with a new key. */
public final class ReissueEvents {

    private ReissueEvents() {}

    /**
     * A person asked for the same seal with a new key, which a new request orders.
     *
     * @param reason the person's reason
     * @param keyFingerprint SHA-256 of the new key in lower-case hex
     * @param successor the new request
     */
    public record Requested(String reason, String keyFingerprint, EsealId successor) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor + ", with the key " + keyFingerprint + because(reason);
        }
    }

    /**
     * The request orders another request's seal with a new key.
     *
     * @param predecessor the request of the seal in service
     * @param presentKey SHA-256 of that seal's key in lower-case hex
     * @param reason why a person asked for it
     */
    public record ReissueOf(EsealId predecessor, Optional<String> presentKey, String reason) implements TimelineEvent {

        @Override
        public String sentence() {
            return predecessor
                    + presentKey.map(key -> ", which has the key " + key).orElse("")
                    + because(reason);
        }
    }

    /**
     * The seal with the new key is in service.
     *
     * @param successor the request of the new seal
     */
    public record Reissued(EsealId successor) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor + " is in service; this seal stays in service, too, until its revocation or its end";
        }
    }

    /**
     * The request for the seal with the new key ended without putting one into service.
     *
     * @param successor that request
     * @param state the state in which it ended
     */
    public record GivenUp(EsealId successor, String state) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor + " ended as " + state + "; this seal is as it was";
        }
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }
}
