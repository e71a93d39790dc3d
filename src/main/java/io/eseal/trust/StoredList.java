package io.eseal.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * A trusted list in the database, without its document.
 *
 * @param url address that it is downloaded from
 * @param territory country, or {@code EU} for the list of lists; empty when not known
 * @param good what is known of the last good document; empty when there never was one
 * @param failedAt when the last download failed; empty when it was good
 * @param failure why it failed
 */
record StoredList(
        String url,
        Optional<String> territory,
        Optional<Good> good,
        Optional<Instant> failedAt,
        Optional<String> failure) {

    /**
     * The last good document of a list.
     *
     * @param sequenceNumber number of the issue
     * @param issuedAt when the list was issued
     * @param nextUpdate until when the list is good
     * @param sha256 digest of the document's bytes in hexadecimal digits
     * @param fetchedAt when the document was last downloaded
     */
    record Good(long sequenceNumber, Instant issuedAt, Instant nextUpdate, String sha256, Instant fetchedAt) {}

    /** Returns whether the last download failed. */
    boolean failed() {
        return failedAt.isPresent();
    }
}
