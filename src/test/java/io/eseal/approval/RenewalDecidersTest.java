package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.MovedByHand;
import io.eseal.lifecycle.RenewalStarted;
import io.eseal.lifecycle.ReplacementStarted;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class RenewalDecidersTest extends DatabaseTest {

    private static final EsealId OLD = EsealId.of("ES-0RENEW01");
    private static final EsealId NEW = EsealId.of("ES-0RENEW02");

    private final Editors editors = new Editors(jdbc, clock);
    private final RenewalDeciders deciders = new RenewalDeciders(timeline, editors);

    RenewalDecidersTest(Database database) {
        super(database);
    }

    @Test
    void whoever_asked_for_a_renewal_does_not_decide_on_it() {
        request(OLD);
        request(NEW);
        actingAs("director");
        timeline.add(OLD, new TaskEvents.Decided("user_decide_renewal", "lapse", ""));
        actingAs("judge");
        timeline.add(OLD, new SealEvents.RenewalRequested("needed after all"));
        deciders.on(new RenewalStarted(OLD, NEW));

        assertThat(editors.of(NEW)).containsExactly(UserId.of("judge"));
    }

    @Test
    void whoever_moved_a_seal_by_hand_does_not_decide_on_what_came_of_it() {
        request(OLD);
        request(NEW);
        actingAs("mover");
        timeline.add(OLD, new RequestEvents.Intervened("moved by hand: start before service_start_renewal", true));
        actingAs("helper");
        timeline.add(OLD, new RequestEvents.Intervened("tries of step service_start_renewal set by hand: 1", false));
        deciders.on(new RenewalStarted(OLD, NEW));

        assertThat(editors.of(NEW)).containsExactly(UserId.of("mover"));
    }

    @Test
    void whoever_moved_a_seal_by_hand_does_not_decide_on_the_seal_in_its_place() {
        request(OLD);
        request(NEW);
        actingAs("mover");
        timeline.add(OLD, new RequestEvents.Intervened("moved by hand: start before service_replace_revoked", true));
        deciders.on(new ReplacementStarted(OLD, NEW, Set.of(UserId.of("asker"), UserId.of("another"))));

        assertThat(editors.of(NEW))
                .containsExactlyInAnyOrder(UserId.of("mover"), UserId.of("asker"), UserId.of("another"));
    }

    @Test
    void whoever_moves_a_request_does_not_decide_on_it() {
        request(OLD);
        deciders.on(new MovedByHand(OLD, UserId.of("mover")));

        assertThat(editors.of(OLD)).containsExactly(UserId.of("mover"));
    }
}
