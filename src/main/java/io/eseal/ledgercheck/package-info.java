/**
 * The ledger check: whether ledger and CertCentral's order list tell the same, and who learns of it when they do not.
 */
@NullMarked
package io.eseal.ledgercheck;

import org.jspecify.annotations.NullMarked;
