package io.eseal.ledger;

/** How far one attempt came. */
public enum LedgerState {
    /** Written down, nothing sent. */
    INTENT,
    /** One caller was let through to send; no answer is known. */
    SENT,
    ACCEPTED,
    REJECTED,
    /** Sent, and nobody knows what CertCentral made of it. */
    UNKNOWN;

    /** Whether CertCentral may or may not have done it. */
    public boolean isInDoubt() {
        return this == SENT || this == UNKNOWN;
    }
}
