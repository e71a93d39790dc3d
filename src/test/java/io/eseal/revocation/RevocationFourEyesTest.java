package io.eseal.revocation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.timeline.SealEvents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationFourEyesTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0REVK001");

    RevocationFourEyesTest() {
        super(Database.H2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", " Alice", "a\u200Dlice"})
    void whoever_asked_approves_under_no_spelling(String spelling) {
        request(ID);
        actingAs("Alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        actingAs(spelling);
        for (String asker : new String[] {"Alice", "somebody else"}) {
            assertThatThrownBy(() -> new RevocationFourEyes(actors, timeline).notify(task(asker).task))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining("You asked for this revocation");
        }
        actingAs("bob");
        assertThatCode(() -> new RevocationFourEyes(actors, timeline).notify(task("Alice").task))
                .doesNotThrowAnyException();
    }

    private static FakeTask task(String asker) {
        return new FakeTask(ID.value(), Elements.USER_APPROVE_REVOCATION).with(Variables.REVOCATION_REQUESTER, asker);
    }
}
