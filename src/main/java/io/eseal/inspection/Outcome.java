package io.eseal.inspection;

/** What a rule found. */
public enum Outcome {
    FULFILLED,
    BROKEN,
    /** The rule does not apply here, or what it needs is not known; its sentence says why. */
    NOT_JUDGED
}
