/**
 * The application itself: its start, its clock-driven work, and the lock under which one node starts after the other.
 */
@NullMarked
package io.eseal;

import org.jspecify.annotations.NullMarked;
