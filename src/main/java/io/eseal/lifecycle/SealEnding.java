package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import java.time.Instant;
import java.util.Optional;

/**
 * Event: people are reminded that the certificate of a seal in service ends. Published once for each reminder, in the
 * transaction that stores it.
 *
 * @param daysLeft whole days until the end
 * @param successor the request that follows the seal, or that was to; empty when there is none
 * @param urgent whether operators are told, too
 */
public record SealEnding(
        EsealId esealId,
        Instant validTill,
        long daysLeft,
        Standing standing,
        Optional<SealLinks.Link> successor,
        boolean urgent) {

    /** What is known about the time after the seal's end. */
    public enum Standing {
        /** Nobody decided on a renewal. */
        UNDECIDED,
        /** A person decided on the renewal, and it has not started. */
        DECIDED,
        /** A request that follows the seal is under way. */
        UNDER_WAY,
        /** The request that was to follow the seal ended. */
        FAILED,
        /** A person decided that the seal ends. */
        LAPSES
    }
}
