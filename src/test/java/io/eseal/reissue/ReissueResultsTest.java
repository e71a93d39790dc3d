package io.eseal.reissue;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.StateEntered;
import io.eseal.lifecycle.Succession;
import io.eseal.timeline.EventKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The timeline of the old seal tells once what became of its reissue. */
@ParameterizedClass
@EnumSource(Database.class)
class ReissueResultsTest extends DatabaseTest {

    private static final EsealId OLD = EsealId.of("ES-0RES0001");
    private static final EsealId NEW = EsealId.of("ES-0RES0002");

    private final SealLinks links = LifecycleBeans.links(jdbc);
    private final ReissueResults results = new ReissueResults(links, timeline);

    ReissueResultsTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_seal_and_its_reissue() {
        request(OLD);
        request(NEW);
        links.link(NEW, OLD, Succession.REISSUE);
    }

    @Test
    void a_reissue_in_service_is_told_and_not_its_later_end() {
        entered(EsealState.ORDERED, EsealState.DELIVERY);
        assertThat(told()).isEmpty();

        entered(EsealState.IN_SERVICE, EsealState.REVOKED);
        assertThat(told()).containsExactly(EventKind.REISSUED);
    }

    @Test
    void a_reissue_that_ends_before_its_seal_was_in_service_is_told() {
        entered(EsealState.REVOKED);
        assertThat(told()).containsExactly(EventKind.REISSUE_GIVEN_UP);
    }

    @Test
    void a_renewal_is_no_reissue() {
        links.link(NEW, OLD, Succession.RENEWAL);
        entered(EsealState.IN_SERVICE, EsealState.EXPIRED);
        assertThat(told()).isEmpty();
    }

    private void entered(EsealState... states) {
        for (EsealState state : states) {
            transaction.executeWithoutResult(status -> results.on(new StateEntered(NEW, state)));
        }
    }

    private List<EventKind> told() {
        return timeline.of(OLD).stream()
                .filter(entry -> !entry.is(EventKind.STATE))
                .flatMap(entry -> List.of(EventKind.values()).stream().filter(entry::is))
                .toList();
    }
}
