/**
 * Who calls and what their groups are: the ids of groups, the comparison of persons, calls of the engine in the
 * service's own name.
 */
package io.eseal.security;
