/** How an order is paid: the check of the account's funds and payment by card. */
package io.eseal.payment;
