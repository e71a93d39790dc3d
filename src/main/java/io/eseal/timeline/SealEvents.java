package io.eseal.timeline;

import io.eseal.id.EsealId;
import java.time.Instant;
import java.util.Optional;

/** The certificate, its token, renewal and revocation. */
public final class SealEvents {

    private SealEvents() {}

    /** @param finding for people */
    public record CertificateMismatch(String finding) implements TimelineEvent {

        @Override
        public String sentence() {
            return finding;
        }
    }

    /**
     * @param certificateId CertCentral's
     * @param serialNumber in hexadecimal; absent where only CertCentral's words are known
     */
    public record CertificateRegistered(long certificateId, Optional<String> serialNumber, Instant validTill)
            implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral certificate " + certificateId
                    + serialNumber.map(serial -> ", serial number " + serial).orElse("") + ", valid till " + validTill;
        }
    }

    /**
     * @param receivedOn an ISO date
     * @param recipient who received the token
     * @param pinHolder who received the letter with its PIN
     * @param confirmedBy who said so
     */
    public record TokenReceived(
            String serialNumber, String receivedOn, String recipient, String pinHolder, String confirmedBy)
            implements TimelineEvent {

        @Override
        public String sentence() {
            return "token " + serialNumber + " on " + receivedOn + " by " + recipient + ", PIN letter received by "
                    + pinHolder + "; confirmed by " + confirmedBy;
        }
    }

    /** @param successor the request for the new seal */
    public record RenewalStarted(EsealId successor) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor.value();
        }
    }

    /** @param predecessor the request whose seal is renewed */
    public record RenewalOf(EsealId predecessor) implements TimelineEvent {

        @Override
        public String sentence() {
            return predecessor.value();
        }
    }

    /** @param reason the person's */
    public record RevocationRequested(String reason) implements TimelineEvent {

        @Override
        public String sentence() {
            return reason;
        }
    }

    public record RevocationSent(long orderId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "order " + orderId;
        }
    }

    /** @param why for people */
    public record RevocationRefused(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    public record RevocationOverdue(long hours) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral has not shown the revocation for " + hours + " hours";
        }
    }
}
