package io.eseal.inspection;

/** Conclusion from all results of a report. */
public enum Conclusion {
    /** No hard rule is broken, and there is no finding; there may be warnings. */
    ACCEPTED,
    /** No hard rule is broken, and a person decides on the findings. */
    TO_BE_DECIDED,
    /** A hard rule is broken. */
    REFUSED
}
