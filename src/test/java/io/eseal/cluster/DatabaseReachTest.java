package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class DatabaseReachTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
    private final DatabaseReach database =
            new DatabaseReach(new ClusterSettings(Duration.ofSeconds(40), Duration.ZERO), nanos::get);

    @Test
    void before_the_first_heartbeat_nothing_is_said_against_it() {
        pass(Duration.ofHours(1));

        assertThat(database.away()).isFalse();
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void a_heartbeat_that_failed_says_that_it_is_away_until_one_succeeds() {
        database.reached();
        database.lost();
        assertThat(database.away()).isTrue();
        assertThat(status()).isEqualTo(Status.DOWN);

        database.reached();
        assertThat(database.away()).isFalse();
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void a_heartbeat_that_does_not_end_says_so_too() {
        database.reached();
        pass(Duration.ofSeconds(15));
        assertThat(database.away()).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(database.away()).isTrue();
    }

    private Status status() {
        return new DatabaseHealth(database).health().getStatus();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
