package io.eseal.ledgercheck;

/** Kinds of differences between ledger and CertCentral, the worst first. */
enum DifferenceKind {
    /**
     * An order has the reference of a request whose attempts do not hold it, or was answered after its attempt had been
     * given up: a lost order or a second one.
     */
    UNKNOWN_ORDER,
    /** One request has more than one order that is not over. */
    SEVERAL_ORDERS,
    /** CertCentral does not show an order that the ledger holds. */
    MISSING_AT_CERTCENTRAL,
    /** The outcome of an attempt is unknown, and no person was asked. */
    STILL_UNKNOWN,
    /** CertCentral's status contradicts the state of the request. */
    STATE_DIFFERS,
    /**
     * An order's reference has the form of a request's id, but names no request here: another installation uses the
     * account, or a database was lost.
     */
    FOREIGN_REFERENCE,
    /** An order was placed outside of this service. */
    UNCLAIMED;

    /** Returns whether a person has to look at it; other kinds are information. */
    boolean alarms() {
        return this != UNCLAIMED;
    }
}
