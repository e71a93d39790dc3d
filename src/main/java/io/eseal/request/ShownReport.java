package io.eseal.request;

import io.eseal.id.UserId;
import io.eseal.inspection.Comparison;
import io.eseal.inspection.Conclusion;
import io.eseal.inspection.Outcome;
import io.eseal.inspection.RuleResult;
import io.eseal.inspection.StoredReport;
import io.eseal.inspection.TrustBasis;
import io.eseal.inspection.Weight;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest report on the certificate of a request, without the rules that it fulfils.
 *
 * @param number number of the report within the request, from 1
 * @param at the moment for which the certificate was judged
 * @param certificateSha256 fingerprint of the inspected certificate; null when none was seen
 * @param broken the broken rules, the weightiest first
 * @param comparison what was ordered and what came, side by side
 * @param trust what the verdict on trust rests on
 * @param sha256 digest of the stored report, which the timeline names too
 * @param acceptedBy who accepted its findings; null when nobody did
 */
record ShownReport(
        int number,
        Conclusion conclusion,
        Instant at,
        @Nullable String certificateSha256,
        Counts counts,
        List<RuleResult> broken,
        List<Comparison> comparison,
        TrustBasis trust,
        String sha256,
        @Nullable UserId acceptedBy,
        @Nullable Instant acceptedAt) {

    /** How many rules are fulfilled, were not judged, and are broken by their weight. */
    record Counts(long fulfilled, long notJudged, long hard, long findings, long warnings) {}

    static ShownReport of(StoredReport stored) {
        List<RuleResult> results = stored.report().results();
        return new ShownReport(
                stored.number(),
                stored.report().conclusion(),
                stored.report().at(),
                stored.certificateSha256().orElse(null),
                new Counts(
                        count(results, Outcome.FULFILLED),
                        count(results, Outcome.NOT_JUDGED),
                        stored.report().broken(Weight.HARD).size(),
                        stored.report().broken(Weight.FINDING).size(),
                        stored.report().broken(Weight.WARNING).size()),
                stored.broken(),
                stored.report().comparisons(),
                stored.trust(),
                stored.sha256(),
                stored.acceptance().map(StoredReport.Acceptance::person).orElse(null),
                stored.acceptance().map(StoredReport.Acceptance::at).orElse(null));
    }

    private static long count(List<RuleResult> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
