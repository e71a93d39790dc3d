/**
 * Ledger check: the comparison of ledger and CertCentral's orders in both directions, and the reports about
 * differences.
 */
@NullMarked
package io.eseal.ledgercheck;

import org.jspecify.annotations.NullMarked;
