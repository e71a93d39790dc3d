/**
 * Timeline of each request: typed events with facts that decisions depend on, and sentences for people that are made
 * from them. No decision reads a sentence, with one exception: entries that were written before database version 12
 * have no facts, and their hash covers their sentence, so they stay as they are. {@code EarlierEntries} reads their
 * facts from their sentences whenever somebody asks for them; the wording of these sentences is closed, as no new ones
 * are written.
 */
@NullMarked
package io.eseal.timeline;

import org.jspecify.annotations.NullMarked;
