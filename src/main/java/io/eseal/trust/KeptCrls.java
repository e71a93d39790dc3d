package io.eseal.trust;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * CRLs that were read a short time ago. The seals of one issuer share its CRL, so that the look at all of them need not
 * fetch it for each. A CRL is kept for some minutes, never beyond its next update, and only while there is room: those
 * that were not used for the longest time go first.
 */
final class KeptCrls {

    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int MOST = 20;
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final float USUAL_LOAD = 0.75f;

    private final Clock clock;
    private final Map<URI, Kept> kept = new LinkedHashMap<>(MOST, USUAL_LOAD, true);
    private int bytes;

    KeptCrls(Clock clock) {
        this.clock = clock;
    }

    private record Kept(byte[] content, Instant until) {}

    /** Returns what was read at the address a short time ago. */
    synchronized Optional<byte[]> find(URI place) {
        return Optional.ofNullable(kept.get(place))
                .filter(crl -> clock.instant().isBefore(crl.until()))
                .map(Kept::content);
    }

    /**
     * Keeps a CRL that was read just now.
     *
     * @param nextUpdate until when it holds
     */
    synchronized void keep(URI place, byte[] content, Instant nextUpdate) {
        forget(place);
        Instant now = clock.instant();
        if (content.length > MOST_BYTES || !nextUpdate.isAfter(now)) {
            return;
        }
        Instant latest = now.plus(LONGEST);
        kept.put(place, new Kept(content, nextUpdate.isBefore(latest) ? nextUpdate : latest));
        bytes += content.length;
        while (kept.size() > MOST || bytes > MOST_BYTES) {
            forget(kept.keySet().iterator().next());
        }
    }

    private void forget(URI place) {
        Kept former = kept.remove(place);
        bytes -= former == null ? 0 : former.content().length;
    }
}
