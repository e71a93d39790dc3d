/**
 * The caller and the groups: ids of groups, comparison of user ids as persons, engine calls in the service's own name.
 */
@NullMarked
package io.eseal.security;

import org.jspecify.annotations.NullMarked;
