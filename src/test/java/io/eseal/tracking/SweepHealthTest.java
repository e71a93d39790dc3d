package io.eseal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.cluster.DatabaseReach;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;

@ParameterizedClass
@EnumSource(Database.class)
class SweepHealthTest extends DatabaseTest {

    private final SweepWatermark watermark;
    private final ChangedOrders changed = mock(ChangedOrders.class);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SweepHealth health;

    SweepHealthTest(Database database) {
        super(database);
        watermark = new SweepWatermark(jdbc);
        when(changed.gap()).thenReturn(Optional.empty());
        health = new SweepHealth(watermark, changed, mock(DatabaseReach.class), clock, registry);
    }

    @Test
    void before_the_first_sweep_the_age_is_that_of_the_node() {
        clock.pass(Duration.ofSeconds(90));
        assertThat(health.health().getDetails())
                .containsEntry("ageSeconds", 90L)
                .doesNotContainKey("lastGoodSweep");
        assertThat(age()).isEqualTo(90);
    }

    @Test
    void the_age_is_told_from_the_last_good_sweep_on() {
        watermark.move(TestClock.START.plusSeconds(60), TestClock.START.plusSeconds(60));
        clock.pass(Duration.ofSeconds(100));
        assertThat(health.health().getDetails())
                .containsEntry("ageSeconds", 40L)
                .containsEntry("lastGoodSweep", TestClock.START.plusSeconds(60).toString());
        assertThat(age()).isEqualTo(40);
    }

    @Test
    void a_mark_of_a_clock_that_is_ahead_is_no_negative_age() {
        watermark.move(TestClock.START.plusSeconds(60), TestClock.START.plusSeconds(60));
        assertThat(age()).isZero();
    }

    @Test
    void a_list_of_orders_that_shows_fewer_than_it_counts_is_told() {
        assertThat(health.health().getDetails()).doesNotContainKey("orderList");
        when(changed.gap()).thenReturn(Optional.of("CertCentral counts 400 orders"));
        assertThat(health.health().getDetails()).containsEntry("orderList", "CertCentral counts 400 orders");
    }

    @Test
    void without_the_database_the_age_is_not_known() {
        SweepWatermark away = mock(SweepWatermark.class);
        when(away.read()).thenThrow(new DataAccessResourceFailureException("away"));
        assertThat(new SweepHealth(away, changed, mock(DatabaseReach.class), clock, new SimpleMeterRegistry())
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }

    private double age() {
        return registry.get("eseal.status.sweep.age").timeGauge().value(TimeUnit.SECONDS);
    }
}
