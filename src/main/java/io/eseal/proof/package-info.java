/** Proves that a seal seals: makes the document to seal, and validates the seal that comes back over it. */
@NullMarked
package io.eseal.proof;

import org.jspecify.annotations.NullMarked;
