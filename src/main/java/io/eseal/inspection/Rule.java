package io.eseal.inspection;

import java.io.IOException;
import java.util.List;

/**
 * One rule of the catalogue.
 *
 * @param id short and in snake case; never changed, since reports are stored
 * @param source the clause that the rule comes from
 * @param requirement one sentence that says what is right
 * @param needsCertificate whether the rule reads the certificate, so that it cannot be judged without one
 */
record Rule(String id, Weight weight, String source, String requirement, boolean needsCertificate, Check check) {

    /** Looks at one thing. Whatever it throws means that the part it reads is damaged, which is a hard rule broken. */
    @FunctionalInterface
    interface Check {
        Judgement judge(Inspected inspected) throws IOException;
    }

    static Rule hard(String id, String source, String requirement, Check check) {
        return new Rule(id, Weight.HARD, source, requirement, true, check);
    }

    static Rule finding(String id, String source, String requirement, Check check) {
        return new Rule(id, Weight.FINDING, source, requirement, true, check);
    }

    static Rule warning(String id, String source, String requirement, Check check) {
        return new Rule(id, Weight.WARNING, source, requirement, true, check);
    }

    /** Makes a hard rule that is judged without a certificate, too. */
    static Rule ofDelivery(String id, String source, String requirement, Check check) {
        return new Rule(id, Weight.HARD, source, requirement, false, check);
    }

    RuleResult apply(Inspected inspected) {
        if (needsCertificate && !inspected.hasCertificate()) {
            return result(weight, Judgement.notJudged("There is no certificate to look at."));
        }
        try {
            return result(weight, check.judge(inspected));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Bouncy Castle reports broken ASN.1 by many kinds of exceptions, and that of thousands of levels by an
            // error.
            return result(Weight.HARD, unreadable(inspected));
        }
    }

    private RuleResult result(Weight weighed, Judgement judgement) {
        return new RuleResult(
                id, weighed, judgement.outcome(), judgement.sentence().orElse(requirement), source);
    }

    /** What nobody can read nobody can decide on, whatever the rule weighs. */
    private Judgement unreadable(Inspected inspected) {
        List<String> damaged = inspected.fields().map(ExtensionSyntax::damaged).orElse(List.of());
        return Judgement.broken("The part of the certificate that shows this cannot be decoded"
                + (damaged.isEmpty() ? "" : "; damaged are its " + Quoted.list(damaged))
                + ". What should have come: " + requirement);
    }
}
