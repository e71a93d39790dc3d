package io.eseal.ledger;

/** Calls to CertCentral that must not be made twice. */
public enum Operation {
    /** Places an order; a second call would order a second certificate. */
    ORDER("order_id"),
    /** Opens a request in CertCentral that a person in the account approves; a second call would open a second one. */
    REVOKE("request_id");

    private final String outcomeColumn;

    Operation(String outcomeColumn) {
        this.outcomeColumn = outcomeColumn;
    }

    /** Returns the ledger's column that holds CertCentral's id of the outcome. */
    String outcomeColumn() {
        return outcomeColumn;
    }
}
