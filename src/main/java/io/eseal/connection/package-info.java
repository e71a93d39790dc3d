/** Connections to this service: limits on waiting times and bodies, and the management port. */
@NullMarked
package io.eseal.connection;

import org.jspecify.annotations.NullMarked;
