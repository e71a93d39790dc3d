/**
 * The timeline of each request: what happened, as typed events with facts that others may decide on, and sentences made
 * from them.
 */
@NullMarked
package io.eseal.timeline;

import org.jspecify.annotations.NullMarked;
