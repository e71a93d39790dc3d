package io.eseal.lifecycle;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decisions of people at tasks. Forms, callers and the model's gateways use {@link #word()}; the definition of each
 * task lists the outcomes that it offers.
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
    /** Nobody waits any longer until others can see a revocation. */
    GIVE_UP,
    /** The certificate is on the token. */
    INSTALLED,
    ISSUED,
    LAPSE,
    /** The token or its PIN never came, is lost, damaged or locked. */
    LOST,
    /** The seal was proven; sent by the service that validated the proof. */
    PROVEN,
    /** Token and PIN letter have come. */
    RECEIVED,
    /** The certificate is fetched again. */
    REFETCH,
    REJECT,
    RENEW,
    REORDER,
    /** As {@link #LOST}, and another seal is wanted in its place. */
    REPLACE,
    RETRY,
    REVOKE,
    REWORK,
    /** The owner leaves out a proof that is only offered. */
    SKIP,
    WAIT,
    /** An operator decides that no proof of the seal is needed. */
    WAIVE;

    /** Finds the outcome by its word; empty when there is none. */
    public static Optional<Outcome> of(String word) {
        return Stream.of(values()).filter(outcome -> outcome.is(word)).findFirst();
    }
}
