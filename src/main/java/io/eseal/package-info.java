/** The start of the application, its scheduled work, and the lock that makes nodes start one after the other. */
@NullMarked
package io.eseal;

import org.jspecify.annotations.NullMarked;
