package io.eseal.inspection;

/** What follows from a broken rule. */
public enum Weight {
    /** The certificate cannot be accepted, by nobody. */
    HARD,
    /** A person decides, other than the requester, and says why. */
    FINDING,
    /** The report tells it; nobody needs to decide. */
    WARNING
}
