/**
 * The ledger of calls whose repetition would do harm, an order or a request to revoke: written before the call is sent,
 * claimed by one sender, closed with the outcome. It also knows which request holds an order number.
 */
@NullMarked
package io.eseal.ledger;

import org.jspecify.annotations.NullMarked;
