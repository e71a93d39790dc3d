/** Tracking of orders: the sweep over status changes, and the reading of one order's status. */
@NullMarked
package io.eseal.tracking;

import org.jspecify.annotations.NullMarked;
