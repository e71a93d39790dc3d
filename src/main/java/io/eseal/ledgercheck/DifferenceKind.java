package io.eseal.ledgercheck;

/** How ledger and CertCentral can differ, the worst first. */
enum DifferenceKind {
    /**
     * An order carries the reference of a request whose attempts do not hold it, or was taken after its attempt had
     * been given up: lost, or a second one.
     */
    UNKNOWN_ORDER,
    /** More than one order lives for one request. */
    SEVERAL_ORDERS,
    /** CertCentral does not show an order that the ledger holds. */
    MISSING_AT_CERTCENTRAL,
    /** Nobody knows what became of an attempt, and nobody was asked. */
    STILL_UNKNOWN,
    /** CertCentral's status contradicts the state of the request. */
    STATE_DIFFERS,
    /** A reference of our form that no request here has: another installation on the account, or a lost database. */
    FOREIGN_REFERENCE,
    /** Bought outside of this service. */
    UNCLAIMED;

    /** Whether somebody has to look at it; the rest is information. */
    boolean alarms() {
        return this != UNCLAIMED;
    }
}
