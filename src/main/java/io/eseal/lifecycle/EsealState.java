package io.eseal.lifecycle;

/** State of a request, as clients see it in {@code state}. The order of the constants matters to the methods below. */
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

    /** Returns whether the request has ended for good. */
    public boolean ended() {
        return compareTo(REJECTED) >= 0;
    }

    /** Returns whether the order may still be canceled at CertCentral, because no certificate is issued yet. */
    public boolean beforeIssuance() {
        return compareTo(ORDERED) <= 0;
    }
}
