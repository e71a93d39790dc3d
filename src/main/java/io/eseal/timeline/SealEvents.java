package io.eseal.timeline;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events about the certificate, its token, its renewal and its revocation. */
public final class SealEvents {

    private static final String REPLACEMENT_WANTED = " (another seal is wanted in its place)";

    private SealEvents() {}

    /**
     * The certificate was inspected by all rules.
     *
     * @param report number of the stored report
     * @param conclusion {@code ACCEPTED}, {@code TO_BE_DECIDED} or {@code REFUSED}
     * @param hard ids of the broken rules that nobody can accept
     * @param findings ids of the broken rules that a person decides on
     * @param warnings ids of the broken rules that are only told
     * @param sha256 digest of the stored report
     */
    public record CertificateInspected(
            int report,
            String conclusion,
            List<String> hard,
            List<String> findings,
            List<String> warnings,
            String sha256)
            implements TimelineEvent {

        public CertificateInspected {
            hard = List.copyOf(hard);
            findings = List.copyOf(findings);
            warnings = List.copyOf(warnings);
        }

        @Override
        public String sentence() {
            String outcome = switch (conclusion) {
                case "ACCEPTED" -> "the certificate fulfils every rule that it must";
                case "TO_BE_DECIDED" -> "the certificate needs a person's word, or has it from before";
                default -> "the certificate cannot be accepted";
            };
            return "report " + report + ": " + outcome + named("hard rules broken", hard) + named("findings", findings)
                    + named("warnings", warnings) + "; SHA-256 of the report " + sha256;
        }
    }

    /**
     * A person accepted the findings about the certificate.
     *
     * @param report number of the stored report
     * @param findings ids of the accepted findings
     * @param sha256 digest of the stored report
     */
    public record FindingsAccepted(int report, List<String> findings, String sha256) implements TimelineEvent {

        public FindingsAccepted {
            findings = List.copyOf(findings);
        }

        @Override
        public String sentence() {
            return "report " + report + named("accepted", findings) + "; SHA-256 of the report " + sha256;
        }
    }

    private static String named(String what, List<String> rules) {
        return rules.isEmpty() ? "" : "; " + what + ": " + String.join(", ", rules);
    }

    /**
     * The certificate does not match what was ordered; earlier versions wrote one for each mismatch.
     *
     * @param finding the mismatch, as a sentence for people
     */
    public record CertificateMismatch(String finding) implements TimelineEvent {

        @Override
        public String sentence() {
            return finding;
        }
    }

    /**
     * The certificate was registered.
     *
     * @param certificateId CertCentral's id of the certificate
     * @param serialNumber serial number in hexadecimal; empty when only CertCentral's description is known
     * @param validTill end of the certificate's validity
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
     * A seal on the request's document was validated.
     *
     * @param format the form in which it came
     * @param verdict the verdict in one word, such as {@code QESEAL}
     * @param words the verdict in words for people
     * @param serialNumber serial number of the signer's certificate, in hex
     */
    public record SealProven(String format, String verdict, String words, String serialNumber)
            implements TimelineEvent {

        @Override
        public String sentence() {
            return "sealed with the certificate of serial number " + serialNumber + " (" + format + "); it is " + words;
        }
    }

    /**
     * The token was received.
     *
     * @param serialNumber serial number of the token
     * @param receivedOn ISO date of the receipt
     * @param recipient who received the token
     * @param pinHolder who received the letter with its PIN
     * @param confirmedBy who confirmed the receipt
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

    /**
     * A person asked to renew the seal.
     *
     * @param reason the person's reason; empty when none was given
     */
    public record RenewalRequested(String reason) implements TimelineEvent {

        @Override
        public String sentence() {
            return reason;
        }
    }

    /**
     * The renewal of the seal was started.
     *
     * @param successor the request for the new seal
     */
    public record RenewalStarted(EsealId successor) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor.value();
        }
    }

    /**
     * The request renews another seal.
     *
     * @param predecessor the request whose seal is renewed
     */
    public record RenewalOf(EsealId predecessor) implements TimelineEvent {

        @Override
        public String sentence() {
            return predecessor.value();
        }
    }

    /**
     * People were reminded of the end of the certificate.
     *
     * @param days the time before the end that was reached, in whole days
     * @param validTill end of the certificate's validity
     * @param standing what was known about the time after it: {@code UNDECIDED}, {@code DECIDED}, {@code UNDER_WAY},
     *     {@code FAILED} or {@code LAPSES}
     * @param successor the request that follows the seal, or that was to
     */
    public record ExpiryReminder(long days, Instant validTill, String standing, Optional<EsealId> successor)
            implements TimelineEvent {

        @Override
        public String sentence() {
            String after = switch (standing) {
                case "DECIDED" -> "its renewal is decided and has not started";
                case "UNDER_WAY" -> "it is followed by ";
                case "FAILED" -> "nothing follows it after the end of ";
                case "LAPSES" -> "it was decided that it ends";
                default -> "nobody has decided whether it is renewed";
            };
            return "the certificate ends on " + validTill + " (reminder for " + days + " days before): " + after
                    + successor.map(EsealId::value).orElse("");
        }
    }

    /**
     * A person asked to revoke the seal.
     *
     * @param reason the person's reason
     * @param replacement whether another seal is wanted in its place; false in entries of earlier versions
     */
    public record RevocationRequested(String reason, boolean replacement) implements TimelineEvent {

        /** A revocation without replacement. */
        public RevocationRequested(String reason) {
            this(reason, false);
        }

        @Override
        public String sentence() {
            return replacement ? (reason + REPLACEMENT_WANTED).strip() : reason;
        }
    }

    /**
     * A person said, while a revocation is asked for or under way or after the seal's end, that the key was
     * compromised.
     *
     * @param reason the person's reason
     * @param replacement whether another seal is wanted in its place; false in entries of earlier versions
     */
    public record KeyCalledCompromised(String reason, boolean replacement) implements TimelineEvent {

        /** What is said of the key alone. */
        public KeyCalledCompromised(String reason) {
            this(reason, false);
        }

        @Override
        public String sentence() {
            return replacement ? reason + REPLACEMENT_WANTED : reason;
        }
    }

    /**
     * No request was started that follows this seal, because one is open.
     *
     * @param successor the open request
     */
    public record SuccessorOpen(EsealId successor) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor + " follows this seal and is still open: no further request was started";
        }
    }

    /**
     * Another seal was requested in place of this one, which is given up.
     *
     * @param successor the request for the new seal
     */
    public record ReplacedBy(EsealId successor) implements TimelineEvent {

        @Override
        public String sentence() {
            return successor.value();
        }
    }

    /**
     * The request is for a seal in place of another one.
     *
     * @param predecessor the request whose seal is given up
     */
    public record ReplacementOf(EsealId predecessor) implements TimelineEvent {

        @Override
        public String sentence() {
            return predecessor.value();
        }
    }

    /**
     * The revocation was requested at CertCentral.
     *
     * @param orderId number of CertCentral's order
     */
    public record RevocationSent(OrderId orderId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "order " + orderId;
        }
    }

    /**
     * CertCentral did not take the request to revoke, so that a person has to act.
     *
     * @param why the reason, as a sentence for people
     */
    public record RevocationRefused(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /**
     * CertCentral does not show the revocation in time.
     *
     * @param hours how long CertCentral has not shown the revocation, in hours
     */
    public record RevocationOverdue(long hours) implements TimelineEvent {

        @Override
        public String sentence() {
            return "CertCentral has not shown the revocation for " + hours + " hours";
        }
    }

    /**
     * CertCentral shows the certificate as revoked.
     *
     * @param orderId number of CertCentral's order
     */
    public record RevocationAccepted(OrderId orderId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "order " + orderId;
        }
    }

    /**
     * Relying parties can see the revocation.
     *
     * @param source where they see it: {@code OCSP} or {@code CRL}
     * @param revokedAt since when the certificate is revoked, in the words of that source
     */
    public record RevocationVisible(String source, Instant revokedAt) implements TimelineEvent {

        @Override
        public String sentence() {
            return source + ", revoked since " + revokedAt;
        }
    }

    /**
     * No relying party can be told of the revocation, so that CertCentral's word counts.
     *
     * @param why the reason, as a sentence for people
     */
    public record RevocationNotPublished(String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /**
     * The certificate ended before anybody decided on its revocation, so that nothing is left to revoke.
     *
     * @param askedBy who asked for the revocation
     */
    public record RevocationLapsed(UserId askedBy) implements TimelineEvent {

        @Override
        public String sentence() {
            return "asked for by " + askedBy + "; nobody had decided on it when the certificate ended";
        }
    }

    /**
     * Something is not true any more of a seal in service.
     *
     * @param cause the cause; people are told of each once
     * @param concern what it is, as a sentence for people
     */
    public record ConcernFound(String cause, String concern) implements TimelineEvent {

        @Override
        public String sentence() {
            return concern;
        }
    }

    /**
     * What was not true any more of a seal in service is as it should be again; people are told when it comes back.
     *
     * @param cause the cause
     * @param concern what it was, as a sentence for people
     */
    public record ConcernOver(String cause, String concern) implements TimelineEvent {

        @Override
        public String sentence() {
            return "This is over: " + concern;
        }
    }

    /**
     * A person looked after what was not true any more of a seal in service.
     *
     * @param concern what it was, as a sentence for people
     * @param done what was done, in the person's words
     */
    public record ConcernAttendedTo(String concern, String done) implements TimelineEvent {

        @Override
        public String sentence() {
            return done;
        }
    }
}
