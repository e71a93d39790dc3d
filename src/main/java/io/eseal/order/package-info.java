/**
 * Placing an order once: placement, reconciliation, CSR update and cancellation. What can be repeated (cancellation,
 * CSR update) goes by what the order itself says, all else by the ledger.
 */
@NullMarked
package io.eseal.order;

import org.jspecify.annotations.NullMarked;
