/** Reads DER with bounds, computes fingerprints, and tells keys that are weak though their size is right. */
@NullMarked
package io.eseal.keys;

import org.jspecify.annotations.NullMarked;
