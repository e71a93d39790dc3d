package io.eseal.inspection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.eseal.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report on the certificate of a request, as it is stored.
 *
 * @param number number of the report within the request, from 1; the newest counts
 * @param certificateSha256 fingerprint of the inspected certificate; empty when none was seen
 * @param sha256 digest of the stored report, which the timeline names too
 * @param acceptance by whom its findings were accepted; empty when they were not
 */
public record StoredReport(
        int number,
        Optional<String> certificateSha256,
        InspectionReport report,
        TrustBasis trust,
        String sha256,
        Optional<Acceptance> acceptance) {

    /** The acceptance of all findings of one report. */
    public record Acceptance(UserId person, Instant at) {}

    /** Returns the broken rules, the weightiest first. */
    @JsonIgnore
    public List<RuleResult> broken() {
        return List.of(Weight.HARD, Weight.FINDING, Weight.WARNING).stream()
                .flatMap(weight -> report.broken(weight).stream())
                .toList();
    }

    /** Returns why nobody can accept the certificate, naming each broken hard rule; empty when none is broken. */
    public Optional<String> refusal() {
        return report.conclusion() == Conclusion.REFUSED
                ? Optional.of(
                        "Nobody can accept this certificate, because it breaks hard rules: " + named(Weight.HARD) + ".")
                : Optional.empty();
    }

    /**
     * Returns why the certificate cannot go into service: a hard rule is broken, or a finding that nobody accepted is
     * open; empty when it can.
     */
    public Optional<String> objection() {
        return refusal()
                .or(() -> report.conclusion() == Conclusion.TO_BE_DECIDED && acceptance.isEmpty()
                        ? Optional.of("Nobody has accepted the findings about this certificate: "
                                + named(Weight.FINDING) + ".")
                        : Optional.empty());
    }

    /** Returns whether what was accepted here is all that there is to accept in a later report on the certificate. */
    boolean covers(Optional<String> certificate, InspectionReport later) {
        return acceptance.isPresent()
                && certificateSha256.isPresent()
                && certificateSha256.equals(certificate)
                && later.conclusion() == Conclusion.TO_BE_DECIDED
                && report.broken(Weight.FINDING).containsAll(later.broken(Weight.FINDING));
    }

    private String named(Weight weight) {
        return report.broken(weight).stream()
                .map(result -> result.rule() + " (" + result.sentence().replaceFirst("\\.$", "") + ")")
                .collect(Collectors.joining("; "));
    }
}
