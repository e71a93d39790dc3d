package io.eseal.trust;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds the stored lists in memory on this node, read when they are first needed and again when they changed. */
@Component
class TrustedLists {

    private final TrustSources sources;
    private final StoredLists stored;
    private final ListRefresh refresh;
    private final Clock clock;
    private Optional<Loaded> loaded = Optional.empty();

    TrustedLists(TrustSources sources, StoredLists stored, ListRefresh refresh, Clock clock) {
        this.sources = sources;
        this.stored = stored;
        this.refresh = refresh;
        this.clock = clock;
    }

    private record Loaded(String version, LoadedLists lists) {}

    /**
     * Returns the lists; empty when the settings want none. Downloads them when there are none yet.
     *
     * @throws TrustUnavailableException when there are none to be had
     */
    Optional<LoadedLists> current() {
        return sources.lists().map(this::current);
    }

    private synchronized LoadedLists current(URI address) {
        if (stored.document(address.toString()).isEmpty()) {
            refresh.refreshOnDemand();
        }
        Instant now = clock.instant();
        String version = stored.version();
        Loaded current = loaded.filter(known ->
                        known.version().equals(version) && known.lists().areGoodAt(now))
                .orElseGet(() -> {
                    StoredLists.Contents contents = stored.contents();
                    return new Loaded(
                            contents.version(), LoadedLists.of(address, sources.listSigners(), contents, now));
                });
        loaded = Optional.of(current);
        return current.lists();
    }
}
