/**
 * Reads a text as its writer meant it and finds what may not be kept: numbers of payment cards, and private keys.
 * Depends on nothing of the service.
 */
package io.eseal.screening;
