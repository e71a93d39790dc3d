package io.eseal.ledger;

/** Calls to CertCentral that must not be made twice. */
public enum Operation {
    ORDER("order_id"),
    /** It opens a request that somebody in the account approves; a second call would open a second one. */
    REVOKE("request_id");

    private final String outcomeColumn;

    Operation(String outcomeColumn) {
        this.outcomeColumn = outcomeColumn;
    }

    /** Where the ledger keeps CertCentral's id of what came of it. */
    String outcomeColumn() {
        return outcomeColumn;
    }
}
