package io.eseal.trust;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The state of the stored lists, for those who watch the service. */
@Component
class ListState {

    private final TrustSettings settings;
    private final StoredLists stored;
    private final Clock clock;
    private final Instant startedAt;

    ListState(TrustSettings settings, StoredLists stored, Clock clock) {
        this.settings = settings;
        this.stored = stored;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Returns whether the settings want trusted lists. */
    boolean wanted() {
        return settings.listsAddress().isPresent();
    }

    /** Returns the time since the list of lists was last downloaded, or since the start when it never was. */
    Duration age() {
        return Duration.between(downloadedAt().orElse(startedAt), clock.instant());
    }

    /** Returns when the list of lists was last downloaded; empty when it never was. */
    Optional<Instant> downloadedAt() {
        return settings.listsAddress()
                .map(URI::toString)
                .flatMap(stored::find)
                .flatMap(StoredList::good)
                .map(StoredList.Good::fetchedAt);
    }

    /** Returns whether the lists are so old that operators should know. */
    boolean old() {
        return age().compareTo(settings.alarmAge()) > 0;
    }

    /** Returns the lists that could not be had at the last download. */
    List<StoredList> failed() {
        return stored.all().stream().filter(StoredList::failed).toList();
    }

    /** Returns the number of lists that can be used. */
    long usable() {
        return stored.all().stream().filter(list -> list.good().isPresent()).count();
    }
}
