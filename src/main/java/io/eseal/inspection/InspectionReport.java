package io.eseal.inspection;

import java.time.Instant;
import java.util.List;

/**
 * The report on one certificate. Its JSON form has exactly these components: {@code conclusion}, {@code at} (ISO 8601),
 * {@code results} (one for each rule, in the order of the catalogue, which only grows) and {@code comparisons}. Every
 * text in it can be shown: characters that control the display are written as {@code U+202E}, and values from the
 * certificate are cut after 300 characters.
 *
 * @param at the moment for which the certificate was judged
 */
public record InspectionReport(
        Conclusion conclusion, Instant at, List<RuleResult> results, List<Comparison> comparisons) {

    public InspectionReport {
        results = List.copyOf(results);
        comparisons = List.copyOf(comparisons);
    }

    static InspectionReport of(Instant at, List<RuleResult> results, List<Comparison> comparisons) {
        return new InspectionReport(conclusion(results), at, results, comparisons);
    }

    /** Returns the broken rules of the weight, in the order of the report. */
    public List<RuleResult> broken(Weight weight) {
        return broken(results, weight);
    }

    private static Conclusion conclusion(List<RuleResult> results) {
        if (!broken(results, Weight.HARD).isEmpty()) {
            return Conclusion.REFUSED;
        }
        return broken(results, Weight.FINDING).isEmpty() ? Conclusion.ACCEPTED : Conclusion.TO_BE_DECIDED;
    }

    private static List<RuleResult> broken(List<RuleResult> results, Weight weight) {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.BROKEN && result.weight() == weight)
                .toList();
    }
}
