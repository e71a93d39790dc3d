/**
 * Reads a text as its writer meant it and finds what may not be kept: numbers of payment cards, and private keys.
 * Depends on nothing of the service.
 */
@NullMarked
package io.eseal.screening;

import org.jspecify.annotations.NullMarked;
