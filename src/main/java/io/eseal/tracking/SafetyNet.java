package io.eseal.tracking;

import io.eseal.certcentral.CallRate;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.WaitingInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Plans when an order is read of which nothing was heard: after {@code eseal.tracking.fallback-poll} at the latest, and
 * later where so many wait that this would take more than a tenth of the API key's calls. Spreads the readings evenly,
 * so that orders that began to wait together are not read together.
 */
@Component
class SafetyNet {

    /** The part of the key's calls that the safety net may take. */
    private static final double SHARE = 0.1;
    /** Readings are spread over the last half of the interval. */
    private static final double EARLIEST = 0.5;
    /**
     * The part of the share that is planned. Orders that came while few waited are read after a short interval still,
     * and orders that began to wait together are read within half an interval.
     */
    private static final double PLANNED = 0.3;

    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

    private final TrackingSettings settings;
    private final WaitingInstances instances;
    private final CallRate rate;
    private final Clock clock;
    private final DoubleSupplier random;
    private Instant countedAt = Instant.EPOCH;
    private long waiting;

    @Autowired
    SafetyNet(TrackingSettings settings, WaitingInstances instances, CallRate rate, Clock clock) {
        this(settings, instances, rate, clock, () -> ThreadLocalRandom.current().nextDouble());
    }

    SafetyNet(
            TrackingSettings settings, WaitingInstances instances, CallRate rate, Clock clock, DoubleSupplier random) {
        this.settings = settings;
        this.instances = instances;
        this.rate = rate;
        this.clock = clock;
        this.random = random;
    }

    /** Returns how long the order that begins to wait now waits for news before it is read anyway. */
    Duration nextPoll() {
        double part = EARLIEST + (1 - EARLIEST) * random.getAsDouble();
        return Duration.ofMillis(Math.round(interval().toMillis() * part));
    }

    private Duration interval() {
        double needed = waiting() / (SHARE * PLANNED * rate.perSecond());
        Duration longest = Duration.ofSeconds((long) Math.ceil(needed));
        return longest.compareTo(settings.fallbackPoll()) > 0 ? longest : settings.fallbackPoll();
    }

    private synchronized long waiting() {
        Instant now = clock.instant();
        if (countedAt.plus(COUNTED_FOR).isBefore(now)) {
            waiting = instances.count(Messages.ORDER_STATUS_CHANGED);
            countedAt = now;
        }
        return waiting;
    }
}
