/**
 * Finds content that must not be stored, payment card numbers and private keys, in whatever spelling or encoding a text
 * has them. Depends on no other package of the service.
 */
@NullMarked
package io.eseal.screening;

import org.jspecify.annotations.NullMarked;
