package io.eseal.lifecycle;

/** Where a request stands, as clients see it in {@code state}. */
public enum EsealState {
    REQUESTED,
    CORRECTION,
    APPROVAL,
    PROVISIONING,
    PAYMENT,
    ORDERING,
    ORDERED,
    DELIVERY,
    IN_SERVICE,
    REJECTED,
    CANCELED,
    REVOKED,
    EXPIRED;

    /** Whether nothing can happen to the request any more. */
    public boolean ended() {
        return compareTo(REJECTED) >= 0;
    }

    /** Whether CertCentral may still be asked to cancel: nothing is issued yet. */
    public boolean beforeIssuance() {
        return compareTo(ORDERED) <= 0;
    }
}
