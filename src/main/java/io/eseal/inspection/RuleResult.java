package io.eseal.inspection;

/**
 * Result of one rule on one certificate.
 *
 * @param rule id of the rule; ids do not change
 * @param sentence for people: what came and what should have come when the rule is broken, what it requires when it is
 *     fulfilled, and why it was not judged otherwise
 * @param source the clause that the rule comes from
 */
public record RuleResult(String rule, Weight weight, Outcome outcome, String sentence, String source) {}
