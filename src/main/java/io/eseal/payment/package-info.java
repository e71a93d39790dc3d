/** Holds payment: the check of the account's funds, and payment by card. */
@NullMarked
package io.eseal.payment;

import org.jspecify.annotations.NullMarked;
