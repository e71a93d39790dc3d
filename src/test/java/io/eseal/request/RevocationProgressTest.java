package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class RevocationProgressTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0SEEN002");

    RevocationProgressTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_request() {
        request(ID);
    }

    private Optional<RevocationProgress> progress() {
        return RevocationProgress.of(timeline.of(ID));
    }

    @Test
    void each_step_has_its_time() {
        assertThat(progress()).isEmpty();
        Instant start = clock.instant();
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        clock.pass(Duration.ofHours(1));
        timeline.add(ID, new TaskEvents.Decided("user_approve_revocation", "approve", ""));
        timeline.add(ID, new SealEvents.RevocationSent(OrderId.of(7)));
        clock.pass(Duration.ofHours(1));
        timeline.add(ID, new SealEvents.RevocationAccepted(OrderId.of(7)));
        clock.pass(Duration.ofHours(1));
        timeline.add(ID, new SealEvents.RevocationVisible("CRL", start));

        assertThat(progress())
                .contains(new RevocationProgress(
                        start,
                        start.plus(Duration.ofHours(1)),
                        start.plus(Duration.ofHours(2)),
                        null,
                        start.plus(Duration.ofHours(3)),
                        null));
    }

    @Test
    void a_revocation_that_was_declined_is_none_and_a_later_one_is_another() {
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        timeline.add(ID, new TaskEvents.Decided("user_approve_revocation", "reject", "found"));
        assertThat(progress()).isEmpty();
        clock.pass(Duration.ofDays(1));
        timeline.add(ID, new SealEvents.RevocationRequested("lost again"));
        assertThat(progress())
                .hasValueSatisfying(again -> assertThat(again.requestedAt()).isEqualTo(clock.instant()));
    }

    @Test
    void a_certificate_that_was_refused_is_to_be_revoked_too() {
        timeline.add(ID, new TaskEvents.Decided("user_assess_certificate", "revoke", "a stranger's"));
        timeline.add(ID, new SealEvents.RevocationNotPublished("Nobody can be asked."));
        assertThat(progress())
                .hasValueSatisfying(
                        progress -> assertThat(progress.notPublished()).isEqualTo("Nobody can be asked."));
    }
}
