/**
 * Sign-in of people and machines by passwords or an OpenID provider, sessions, and the permissions by address and
 * group.
 */
@NullMarked
package io.eseal.signin;

import org.jspecify.annotations.NullMarked;
