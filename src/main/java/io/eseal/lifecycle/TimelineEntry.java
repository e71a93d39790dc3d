package io.eseal.lifecycle;

import java.time.Instant;

/**
 * One thing that happened to a request.
 *
 * @param seq   1, 2, 3, … within the request
 * @param actor user id, or {@value Actors#SERVICE}
 * @param hash  SHA-256 over the entry and the hash of the one before it, in hex
 */
public record TimelineEntry(int seq, Instant at, String actor, String event, String detail, String hash) {
}
