package io.eseal.ledger;

/** States of an attempt. */
public enum LedgerState {
    /** Written to the ledger, not sent. */
    INTENT,
    /** Claimed by one caller to send; no answer is known. */
    SENT,
    /** Done by CertCentral. */
    ACCEPTED,
    /** Refused by CertCentral. */
    REJECTED,
    /** Sent, with an unknown outcome. */
    UNKNOWN;

    /** Returns whether it is unknown if CertCentral processed the call. */
    public boolean isInDoubt() {
        return this == SENT || this == UNKNOWN;
    }
}
