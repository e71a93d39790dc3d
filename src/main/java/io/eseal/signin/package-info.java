/**
 * How people and machines say who they are, and what is open to whom: passwords, an OpenID provider, sessions, the
 * rules of addresses.
 */
@NullMarked
package io.eseal.signin;

import org.jspecify.annotations.NullMarked;
