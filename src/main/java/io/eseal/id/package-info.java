/** Identifiers of requests and of users, as values of types of their own. */
@NullMarked
package io.eseal.id;

import org.jspecify.annotations.NullMarked;
