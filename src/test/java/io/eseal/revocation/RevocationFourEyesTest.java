package io.eseal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.inspection.Conclusion;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.StateEntered;
import io.eseal.task.Decision;
import io.eseal.task.DecisionTaken;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationFourEyesTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0REVK001");

    private final RevocationFourEyes fourEyes = new RevocationFourEyes(actors, timeline, register);

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
        // An administrator could have written anybody into the variable.
        for (String asker : new String[] {"Alice", "somebody else"}) {
            assertThatThrownBy(() -> fourEyes.notify(task(asker).task))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining("You asked for this revocation");
        }
        actingAs("bob");
        assertThatCode(() -> fourEyes.notify(task("Alice").task)).doesNotThrowAnyException();
    }

    @Test
    void a_revocation_is_decided_by_somebody_other_than_who_asked_for_it_last() {
        request(ID);
        assertThat(fourEyes.isDecided(ID)).as("nobody asked").isFalse();
        actingAs("alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        assertThat(fourEyes.isDecided(ID)).as("nobody approved").isFalse();
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).as("she approved herself").isFalse();
        actingAs("bob");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).isTrue();
        timeline.add(ID, new SealEvents.RevocationRequested("lost again"));
        assertThat(fourEyes.isDecided(ID))
                .as("an earlier decision does not count")
                .isFalse();
    }

    @Test
    void whoever_requested_the_seal_or_called_its_key_compromised_decides_neither_way() {
        request(ID);
        actingAs("alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        actingAs("olaf");
        timeline.add(ID, new SealEvents.KeyCalledCompromised("somebody else had it"));
        assertThatThrownBy(() -> fourEyes.notify(task("alice").task)).hasMessageContaining("You asked");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).isFalse();

        actingAs("requester", "operators");
        assertThatThrownBy(() -> fourEyes.notify(task("alice").task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining("You requested this seal");
        actingAs("bob");
        assertThatCode(() -> fourEyes.notify(task("alice").task)).doesNotThrowAnyException();
    }

    @Test
    void what_a_cancellation_finds_revoked_nobody_decided_and_whoever_canceled_does_not_end_the_wait_for_others() {
        request(ID);
        actingAs("olaf");
        timeline.add(ID, new OrderEvents.CancellationRequested("a mistake"));
        timeline.add(ID, new OrderEvents.CancellationAnswered(OrderId.of(7), "issued"));
        assertThat(fourEyes.isFoundRevoked(ID)).isFalse();
        assertThat(fourEyes.barred(ID)).doesNotContain(UserId.of("olaf"));
        actingAs("service");
        timeline.add(ID, new OrderEvents.CancellationAnswered(OrderId.of(7), "revoked"));

        assertThat(fourEyes.isFoundRevoked(ID)).isTrue();
        assertThat(fourEyes.isDecided(ID)).isFalse();
        actingAs("olaf", "operators");
        assertRefused(Elements.USER_CHASE_REVOCATION, Outcome.GIVE_UP, "You asked");
    }

    @Test
    void a_rejection_closes_the_question_until_somebody_asks_again() {
        request(ID);
        actingAs("alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        actingAs("bob");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "reject", ""));
        actingAs("adam");
        timeline.add(ID, new RequestEvents.Intervened("moved by hand", true));
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).isFalse();
        assertRefused(Elements.USER_APPROVE_REVOCATION, Outcome.APPROVE, "Nobody asks for this revocation");

        actingAs("alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost again"));
        actingAs("adam");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThat(fourEyes.isDecided(ID)).isTrue();
    }

    @Test
    void refusing_a_certificate_that_the_service_found_wanting_decides_on_its_revocation() {
        request(ID);
        timeline.add(ID, new SealEvents.CertificateMismatch("another organisation"));
        actingAs("olivia");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "accept", ""));
        assertThat(fourEyes.isDecided(ID)).isFalse();
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(fourEyes.isDecided(ID)).isTrue();
        assertThatCode(() -> fourEyes.on(taken(Elements.USER_ASSESS_CERTIFICATE, Outcome.REVOKE)))
                .doesNotThrowAnyException();
    }

    @Test
    void an_administrator_alone_does_not_refuse_a_certificate_that_the_service_did_not_refuse() {
        request(ID);
        timeline.add(ID, registered());
        actingAs("adam");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(fourEyes.isDecided(ID)).as("nothing was wrong with it").isFalse();
        assertRefused(Elements.USER_ASSESS_CERTIFICATE, Outcome.REVOKE, "Somebody else must decide");
    }

    @Test
    void a_certificate_that_was_found_wanting_and_then_put_into_service_is_revoked_by_two_people_only() {
        request(ID);
        timeline.add(ID, new SealEvents.CertificateMismatch("another organisation"));
        timeline.add(ID, registered());
        actingAs("adam");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(fourEyes.isDecided(ID)).as("it was accepted").isFalse();
        timeline.add(ID, new RequestEvents.Intervened("moved by hand: service_verify_certificate", true));
        actingAs(null);
        timeline.add(ID, new SealEvents.CertificateMismatch("another organisation"));
        actingAs("ADAM");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(fourEyes.isDecided(ID)).as("he led it there").isFalse();
        actingAs("olivia");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(fourEyes.isDecided(ID)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Conclusion.class)
    void a_certificate_is_found_wanting_by_its_newest_inspection(Conclusion conclusion) {
        request(ID);
        timeline.add(ID, inspected(conclusion == Conclusion.ACCEPTED ? Conclusion.REFUSED : Conclusion.ACCEPTED));
        timeline.add(ID, inspected(conclusion));
        actingAs("olivia");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_ASSESS_CERTIFICATE, "revoke", ""));
        assertThat(fourEyes.isDecided(ID)).isEqualTo(conclusion != Conclusion.ACCEPTED);
    }

    private static SealEvents.CertificateInspected inspected(Conclusion conclusion) {
        return new SealEvents.CertificateInspected(1, conclusion.name(), List.of(), List.of(), List.of(), "00");
    }

    private void assertRefused(String task, Outcome choice, String why) {
        assertThatThrownBy(() -> fourEyes.on(taken(task, choice)))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(why);
    }

    private static DecisionTaken taken(String task, Outcome choice) {
        return new DecisionTaken(ID, task, new Decision(choice, ""));
    }

    private static SealEvents.CertificateRegistered registered() {
        return new SealEvents.CertificateRegistered(7, Optional.empty(), Instant.parse("2028-01-01T00:00:00Z"));
    }

    private static FakeTask task(String asker) {
        return new FakeTask(ID.value(), Elements.USER_APPROVE_REVOCATION).with(Variables.REVOCATION_REQUESTER, asker);
    }

    @Test
    void no_seal_goes_into_service_while_its_revocation_is_asked_for() {
        WithdrawalFirst first = new WithdrawalFirst(new WantedRevocations(timeline));
        StateEntered service = new StateEntered(ID, EsealState.IN_SERVICE);
        request(ID);
        assertThatCode(() -> first.on(service)).doesNotThrowAnyException();
        actingAs("alice");
        timeline.add(ID, new SealEvents.RevocationRequested("lost"));
        assertThatThrownBy(() -> first.on(service))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining("its revocation is asked for");
        assertThatCode(() -> first.on(new StateEntered(ID, EsealState.DELIVERY)))
                .doesNotThrowAnyException();
        actingAs("bob");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "reject", ""));
        assertThatCode(() -> first.on(service)).doesNotThrowAnyException();
    }
}
