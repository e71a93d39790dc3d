/** Learning that an order moved: the sweep over status changes and the reading of one order's status. */
package io.eseal.tracking;
