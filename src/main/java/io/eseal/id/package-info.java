/** Identifiers of requests, as values that cannot hold a malformed id. */
@NullMarked
package io.eseal.id;

import org.jspecify.annotations.NullMarked;
