/**
 * Placing of orders: each order is placed once, looked up when its outcome is unknown, and canceled on request; CSR
 * updates belong here, too. Repeatable calls (cancellation, CSR update) follow the order's status at CertCentral, all
 * others the ledger.
 */
@NullMarked
package io.eseal.order;

import org.jspecify.annotations.NullMarked;
