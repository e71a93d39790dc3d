package io.eseal.lifecycle;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people decide at tasks. Forms, callers and the model's gateways use the words; which task offers which of them,
 * the task's definition says.
 */
public enum Outcome implements RoutingWord {
    ACCEPT,
    ADOPT,
    APPROVE,
    CANCEL,
    /** A person canceled the order in CertCentral's console. */
    CANCELED,
    CHANGE,
    CORRECT,
    FAILED,
    ISSUED,
    LAPSE,
    REJECT,
    RENEW,
    REORDER,
    RETRY,
    REVOKE,
    REWORK,
    WAIT;

    public static Optional<Outcome> of(String word) {
        return Stream.of(values()).filter(outcome -> outcome.is(word)).findFirst();
    }
}
