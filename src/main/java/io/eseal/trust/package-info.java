/** Judges whether a certificate may be trusted: its path to an anchor, the trusted lists, its revocation. */
@NullMarked
package io.eseal.trust;

import org.jspecify.annotations.NullMarked;
