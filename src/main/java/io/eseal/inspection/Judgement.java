package io.eseal.inspection;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judgement of one rule on one certificate.
 *
 * @param sentence empty for the rule's own requirement
 */
record Judgement(Outcome outcome, Optional<String> sentence) {

    static Judgement fulfilled() {
        return new Judgement(Outcome.FULFILLED, Optional.empty());
    }

    /** @param sentence what came, and what should have come */
    static Judgement broken(String sentence) {
        return new Judgement(Outcome.BROKEN, Optional.of(sentence));
    }

    /** @param why one sentence */
    static Judgement notJudged(String why) {
        return new Judgement(Outcome.NOT_JUDGED, Optional.of(why));
    }

    static Judgement fulfilledIf(boolean fulfilled, Supplier<String> sentence) {
        return fulfilled ? fulfilled() : broken(sentence.get());
    }

    /** @param broken what is wrong; empty when nothing is */
    static Judgement of(Optional<String> broken) {
        return broken.map(Judgement::broken).orElseGet(Judgement::fulfilled);
    }
}
