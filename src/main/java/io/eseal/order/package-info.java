/** Placing an order once: the ledger, placement, reconciliation, CSR update and cancellation. */
package io.eseal.order;
