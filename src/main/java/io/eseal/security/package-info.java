/**
 * Who calls and what their groups are: the ids of groups, the comparison of persons, calls of the engine in the
 * service's own name.
 */
@NullMarked
package io.eseal.security;

import org.jspecify.annotations.NullMarked;
