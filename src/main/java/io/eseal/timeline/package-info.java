/**
 * Timeline of each request: typed events with facts that decisions depend on, and sentences for people that are made
 * from them.
 */
@NullMarked
package io.eseal.timeline;

import org.jspecify.annotations.NullMarked;
