package io.eseal.inspection;

/** Weight of a rule: what follows when it is broken. */
public enum Weight {
    /** The certificate cannot be accepted, by nobody. */
    HARD,
    /** A person decides, other than the requester, and says why. */
    FINDING,
    /** The report tells it; nobody needs to decide. */
    WARNING
}
