/**
 * Ledger of the calls whose repetition would do harm, to order and to revoke: written before the call is sent, claimed
 * by one sender, closed with the outcome. Also stores which request holds an order number.
 */
@NullMarked
package io.eseal.ledger;

import org.jspecify.annotations.NullMarked;
