/**
 * Placing an order once: the ledger, placement, reconciliation, CSR update and cancellation. A call whose repetition would do
 * harm (an order, a request to revoke) goes through the ledger; one that can be repeated (cancellation, CSR update) goes by
 * what the order itself says.
 */
package io.eseal.order;
