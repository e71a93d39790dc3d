package io.eseal.trust;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Downloads the trusted lists when it is time, on one node of the cluster. */
@Component
class ListRefresh {

    private static final Logger log = LoggerFactory.getLogger(ListRefresh.class);
    private static final String LOCK = "trusted-lists";
    // Longer than a download takes; afterwards, the lock of a node that stopped during one ends.
    private static final Duration LOCKED_AT_MOST = Duration.ofMinutes(30);
    // One of thirty countries is often missing for hours, and each try reads all lists.
    private static final Duration BETWEEN_TRIES_OF_NATIONAL_LISTS = Duration.ofHours(1);
    private static final Duration BETWEEN_TRIES_ON_DEMAND = Duration.ofSeconds(10);

    private final TrustSettings settings;
    private final TrustSources sources;
    private final StoredLists stored;
    private final ObjectProvider<Fetcher> fetcher;
    private final LockProvider locks;
    private final Clock clock;

    ListRefresh(
            TrustSettings settings,
            TrustSources sources,
            StoredLists stored,
            ObjectProvider<Fetcher> fetcher,
            LockProvider locks,
            Clock clock) {
        this.settings = settings;
        this.sources = sources;
        this.stored = stored;
        this.fetcher = fetcher;
        this.locks = locks;
        this.clock = clock;
    }

    /** Downloads the lists if they are old, or a list failed and it is time to try again. */
    void refreshIfDue() {
        sources.lists().filter(this::isDue).ifPresent(this::refresh);
    }

    private boolean isDue(URI address) {
        List<StoredList> lists = stored.all();
        Optional<StoredList> listOfLists = lists.stream()
                .filter(list -> list.url().equals(address.toString()))
                .findFirst();
        if (listOfLists.isEmpty()) {
            return true;
        }
        Duration pause = listOfLists.get().failed()
                ? settings.retryInterval()
                : lists.stream().anyMatch(StoredList::failed)
                        ? BETWEEN_TRIES_OF_NATIONAL_LISTS
                        : settings.refreshInterval();
        return nobodyTriedWithin(pause, listOfLists.stream());
    }

    private boolean nobodyTriedWithin(Duration pause, Stream<StoredList> lists) {
        Instant now = clock.instant();
        return lists.flatMap(ListRefresh::tries)
                .noneMatch(tried -> tried.plus(pause).isAfter(now));
    }

    private static Stream<Instant> tries(StoredList list) {
        return Stream.concat(list.failedAt().stream(), list.good().map(StoredList.Good::fetchedAt).stream());
    }

    /** Downloads the lists because somebody needs them, unless another node does or it was just tried in vain. */
    void refreshOnDemand() {
        sources.lists()
                .filter(address -> nobodyTriedWithin(BETWEEN_TRIES_ON_DEMAND, stored.all().stream()))
                .ifPresent(this::refresh);
    }

    private void refresh(URI address) {
        Optional<SimpleLock> lock =
                locks.lock(new LockConfiguration(Instant.now(clock), LOCK, LOCKED_AT_MOST, Duration.ZERO));
        if (lock.isPresent()) {
            try {
                download(address);
            } finally {
                lock.get().unlock();
            }
        }
    }

    private void download(URI address) {
        try {
            new ListDownload(address, sources.listSigners(), stored, fetcher.getObject(), clock.instant()).run();
        } catch (TrustUnavailableException e) {
            stored.fail(address.toString(), Optional.of("EU"), clock.instant(), String.valueOf(e.getMessage()));
        }
        stored.all().stream()
                .filter(StoredList::failed)
                .forEach(list -> log.warn(
                        "Trusted list {} ({}): {}",
                        list.url(),
                        list.territory().orElse("?"),
                        list.failure().orElse("")));
    }
}
