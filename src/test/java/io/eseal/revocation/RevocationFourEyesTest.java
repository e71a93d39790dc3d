package io.eseal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.eseal.timeline.TaskEvents;
import org.junit.jupiter.api.Test;
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

    @Test
    void a_revocation_is_decided_by_somebody_other_than_who_asked_for_it_last() {
        RevocationFourEyes fourEyes = new RevocationFourEyes(actors, timeline);
        request(ID);
        assertThat(fourEyes.isDecided(ID)).as("nobody asked").isFalse();
        actingAs("alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        assertThat(fourEyes.isDecided(ID)).as("nobody approved").isFalse();
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).as("she approved herself").isFalse();
        actingAs("bob");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "reject", ""));
        assertThat(fourEyes.isDecided(ID)).as("rejected").isFalse();
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).isTrue();
        timeline.add(ID, new SealEvents.RevocationRequested("lost again"));
        assertThat(fourEyes.isDecided(ID))
                .as("an earlier decision does not count")
                .isFalse();
    }

    @Test
    void refusing_the_certificate_that_came_decides_on_its_revocation() {
        request(ID);
        actingAs("olivia");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "accept", ""));
        assertThat(new RevocationFourEyes(actors, timeline).isDecided(ID)).isFalse();
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(new RevocationFourEyes(actors, timeline).isDecided(ID)).isTrue();
    }

    private static FakeTask task(String asker) {
        return new FakeTask(ID.value(), Elements.USER_APPROVE_REVOCATION).with(Variables.REVOCATION_REQUESTER, asker);
    }
}
