/**
 * Connections to this service: how long a caller may take, how much of a body is taken before a thread is, and the port
 * of management.
 */
@NullMarked
package io.eseal.connection;

import org.jspecify.annotations.NullMarked;
