/**
 * The timeline of each request: what happened, as typed events with facts that others may decide on, and sentences made
 * from them.
 */
package io.eseal.timeline;
