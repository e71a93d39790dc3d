package io.eseal.inspection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;

/** Rules of the certificate's dates. */
final class ValidityRules {

    // Issuers round to whole days in their own time zone.
    private static final int ROUNDING_DAYS = 1;

    private ValidityRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.hard(
                        "validity_form",
                        "RFC 5280, 4.1.2.5.1, 4.1.2.5.2; OpenSSL refuses others",
                        "The dates are written with seconds, without a fraction and in UTC (Z).",
                        inspected -> written(
                                inspected,
                                time -> !time.matches(isUtcTime(time) ? "U\\d{12}Z" : "G\\d{14}Z"),
                                "it should have seconds, no fraction, and Z at its end, or programs refuse the certificate")),
                Rule.finding(
                        "validity_time_type",
                        "RFC 5280, 4.1.2.5",
                        "Dates until 2049 are written as UTCTime, and later ones as GeneralizedTime.",
                        inspected -> written(
                                inspected,
                                time -> !isUtcTime(time) && time.substring(1).compareTo("2050") < 0,
                                "until 2049 it should be a UTCTime, or strict programs refuse the certificate")),
                Rule.hard(
                        "validity_begun",
                        "RFC 5280, 4.1.2.5",
                        "The certificate does not begin in the future.",
                        inspected -> Judgement.fulfilledIf(
                                !from(inspected)
                                        .isAfter(inspected
                                                .now()
                                                .plus(inspected.settings().clockSkew())),
                                () -> "The certificate begins at " + from(inspected) + "; it should have begun by "
                                        + inspected.now() + ".")),
                Rule.hard(
                        "validity_order",
                        "RFC 5280, 4.1.2.5",
                        "The certificate ends after it begins.",
                        inspected -> Judgement.fulfilledIf(
                                till(inspected).isAfter(from(inspected)),
                                () -> "The certificate is valid from " + from(inspected) + " to " + till(inspected)
                                        + "; it should end after it begins.")),
                Rule.hard(
                        "validity_not_over",
                        "RFC 5280, 4.1.2.5",
                        "The certificate has not ended.",
                        inspected -> Judgement.fulfilledIf(
                                till(inspected).isAfter(inspected.now()),
                                () -> "The certificate has ended at " + till(inspected)
                                        + "; it should be valid now, at " + inspected.now() + ".")),
                Rule.hard(
                        "validity_longest",
                        "vendor's page of the order",
                        "The certificate is not valid for longer than the product allows.",
                        ValidityRules::longest),
                Rule.hard(
                        "validity_of_issuer",
                        "RFC 5280, 6.1.3",
                        "The certificate does not outlive its issuer.",
                        ValidityRules::issuer),
                Rule.hard(
                        "validity_ordered",
                        "order",
                        "The certificate ends about when it was ordered to.",
                        ValidityRules::aboutOrdered),
                Rule.finding(
                        "validity_since_order",
                        "order",
                        "The certificate does not begin before it was ordered.",
                        ValidityRules::sinceOrder),
                Rule.finding(
                        "validity_ordered_days",
                        "order",
                        "The certificate ends on the day that was ordered.",
                        ValidityRules::orderedDays));
    }

    private static Judgement written(Inspected inspected, Predicate<String> wrong, String right) throws IOException {
        TBSCertificate signed = inspected.certificate().structure().getTBSCertificate();
        return Judgement.of(Stream.of(asWritten(signed.getStartDate()), asWritten(signed.getEndDate()))
                .filter(wrong)
                .map(time -> "The certificate has the date " + Quoted.text(time.substring(1)) + " as a "
                        + (isUtcTime(time) ? "UTCTime" : "GeneralizedTime") + "; " + right + ".")
                .findFirst());
    }

    private static boolean isUtcTime(String time) {
        return time.startsWith("U");
    }

    /** Returns the time in the characters of the certificate, with U or G for its type before them. */
    private static String asWritten(Time time) throws IOException {
        ASN1Primitive primitive = time.toASN1Primitive();
        byte[] encoded = primitive.getEncoded();
        // One octet of type and one of length come first.
        return (primitive instanceof ASN1UTCTime ? "U" : "G")
                + new String(encoded, 2, encoded.length - 2, StandardCharsets.ISO_8859_1);
    }

    private static Instant from(Inspected inspected) {
        return inspected.certificate().from();
    }

    private static Instant till(Inspected inspected) {
        return inspected.certificate().till();
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Judgement longest(Inspected inspected) {
        LocalDate latest = day(from(inspected))
                .plus(inspected.settings().longestValidity())
                .plusDays(ROUNDING_DAYS);
        return Judgement.fulfilledIf(
                !day(till(inspected)).isAfter(latest),
                () -> "The certificate is valid from " + day(from(inspected)) + " to " + day(till(inspected))
                        + "; it should end by " + latest + ".");
    }

    private static Judgement issuer(Inspected inspected) {
        List<X509Certificate> path = inspected.path();
        if (path.isEmpty()) {
            return Judgement.notJudged("There is no path from the certificate to a trusted CA.");
        }
        Instant issuers = path.get(1).getNotAfter().toInstant();
        return Judgement.fulfilledIf(
                !till(inspected).isAfter(issuers),
                () -> "The certificate ends at " + till(inspected) + "; it should end before its issuer, at " + issuers
                        + ".");
    }

    /**
     * Returns by how many days the certificate ends after the ordered day; empty when the vendor decides on the end.
     */
    private static Optional<Long> daysOff(Inspected inspected) {
        return ordered(inspected).map(end -> ChronoUnit.DAYS.between(end, day(till(inspected))));
    }

    private static Optional<LocalDate> ordered(Inspected inspected) {
        return inspected.ordered().validity().end(day(from(inspected)));
    }

    /** One that began long before is shorter than its dates say. */
    private static Judgement sinceOrder(Inspected inspected) {
        return inspected
                .ordered()
                .validity()
                .orderedOn()
                .map(ordered -> Judgement.fulfilledIf(
                        !day(from(inspected)).isBefore(ordered.minusDays(ROUNDING_DAYS)),
                        () -> "The certificate begins on " + day(from(inspected)) + ", "
                                + ChronoUnit.DAYS.between(day(from(inspected)), ordered)
                                + " days before it was ordered, on " + ordered + "."))
                .orElseGet(() -> Judgement.notJudged("It is not known when the order was placed."));
    }

    private static Judgement aboutOrdered(Inspected inspected) {
        int tolerance = inspected.settings().endTolerance();
        int later = tolerance
                + (inspected.ordered().renewal() ? inspected.settings().renewalExtension() : 0);
        return ordered(inspected, off -> off >= -tolerance && off <= later);
    }

    private static Judgement orderedDays(Inspected inspected) {
        return ordered(inspected, off -> Math.abs(off) <= ROUNDING_DAYS);
    }

    private static Judgement ordered(Inspected inspected, LongPredicate right) {
        return daysOff(inspected)
                .map(off -> Judgement.fulfilledIf(
                        right.test(off),
                        () -> "The certificate ends on " + day(till(inspected)) + ", " + Math.abs(off) + " days "
                                + (off < 0 ? "before" : "after") + " the day that was ordered, "
                                + ordered(inspected).orElseThrow() + "."))
                .orElseGet(() -> Judgement.notJudged("The order leaves the end to the issuer."));
    }
}
