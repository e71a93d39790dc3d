package io.eseal.tracking;

import io.eseal.cluster.DatabaseReach;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Shows how long ago CertCentral was last asked for all status changes, with the same value on every node, and why the
 * node that lists all orders cannot read on where CertCentral shows fewer than it counts. The status is UP however long
 * ago that is: no restart helps when CertCentral cannot be asked. It is DOWN without the database.
 */
@Component("statusSweepHealthIndicator")
class SweepHealth extends AbstractHealthIndicator {

    private final SweepWatermark watermark;
    private final ChangedOrders changed;
    private final DatabaseReach database;
    private final Clock clock;
    private final Instant startedAt;

    SweepHealth(
            SweepWatermark watermark,
            ChangedOrders changed,
            DatabaseReach database,
            Clock clock,
            MeterRegistry registry) {
        this.watermark = watermark;
        this.changed = changed;
        this.database = database;
        this.clock = clock;
        this.startedAt = clock.instant();
        TimeGauge.builder(
                        "eseal.status.sweep.age",
                        this,
                        TimeUnit.SECONDS,
                        it -> it.age().toSeconds())
                .description("Time since the last sweep that saw all status changes; since the start of this node when "
                        + "there was none")
                .register(registry);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (database.away(health)) {
            return;
        }
        Optional<Instant> last = watermark.read();
        health.up().withDetail("ageSeconds", age(last).toSeconds());
        changed.gap().ifPresent(why -> health.withDetail("orderList", why));
        last.ifPresent(at -> health.withDetail("lastGoodSweep", at.toString()));
    }

    private Duration age() {
        return age(watermark.read());
    }

    private Duration age(Optional<Instant> last) {
        Duration age = Duration.between(last.orElse(startedAt), clock.instant());
        // The mark can be ahead of this clock when another node set it.
        return age.isNegative() ? Duration.ZERO : age;
    }
}
