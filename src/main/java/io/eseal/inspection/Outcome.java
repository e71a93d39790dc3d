package io.eseal.inspection;

/** Outcome of one rule on one certificate. */
public enum Outcome {
    FULFILLED,
    BROKEN,
    /** The rule does not apply here, or what it needs is not known; its sentence says why. */
    NOT_JUDGED
}
