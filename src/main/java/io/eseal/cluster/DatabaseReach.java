package io.eseal.cluster;

import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Whether this node reaches the database, as its heartbeat found out last. Whoever must answer at once asks here first:
 * each look at the database itself lasts as long as the wait for a connection while it is away.
 */
@Component
public class DatabaseReach {

    private final LongSupplier nanos;
    private final long silentAfter;
    private volatile boolean lost;
    private volatile long last;
    private volatile boolean any;

    @Autowired
    DatabaseReach(ClusterSettings settings) {
        this(settings, System::nanoTime);
    }

    /**
     * Makes it.
     *
     * @param nanos a clock that never goes back, in nanoseconds from any start
     */
    DatabaseReach(ClusterSettings settings, LongSupplier nanos) {
        this.nanos = nanos;
        this.silentAfter = settings.silentAfter().toNanos();
    }

    /**
     * Returns whether the last heartbeat failed, or none ended for longer than one may take; false before the first.
     */
    public boolean away() {
        return lost || any && nanos.getAsLong() - last > silentAfter;
    }

    /**
     * Says of a part whose state is in the database that it is down, if the database is away; returns whether it is.
     */
    public boolean away(Health.Builder health) {
        if (!away()) {
            return false;
        }
        health.down().withDetail("database", "away");
        return true;
    }

    void reached() {
        last = nanos.getAsLong();
        any = true;
        lost = false;
    }

    void lost() {
        lost = true;
    }
}
