package io.eseal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.TaskEvents;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class RevocationResourceTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0REVK002");
    private static final Caller OPERATOR = new Caller(UserId.of("olaf"), Set.of("operators"));

    private final EsealAccess access = mock(EsealAccess.class);
    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final KnownKeys keys = mock(KnownKeys.class);
    private final RevocationResource resource =
            new RevocationResource(access, new RevocationRequests(register, instances, timeline), instances, keys);

    RevocationResourceTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_seal_in_service() {
        request(ID);
        register.enter(ID, EsealState.IN_SERVICE);
        actingAs("olaf");
        when(access.ownOrOperated(any(), any()))
                .thenAnswer(call -> register.find(ID).orElseThrow());
        when(instances.tell(any(), any(), any())).thenReturn(true);
    }

    @Test
    void while_a_revocation_waits_it_can_be_added_that_the_key_was_compromised() {
        ask(new RevocationWish("not needed any more", null, null));
        verify(keys, never()).compromised(ID);
        when(instances.isAt(ID, Elements.USER_APPROVE_REVOCATION)).thenReturn(true);
        when(instances.tell(any(), any(), any())).thenReturn(false);

        ask(new RevocationWish("found on a file server", true, null));

        verify(keys, times(1)).compromised(ID);
        assertThat(timeline.last(ID, EventKind.KEY_CALLED_COMPROMISED))
                .hasValueSatisfying(entry ->
                        assertThat(entry.detail()).isEqualTo("found on a file server (the key was compromised)"));
        assertThat(eventsOf(ID)).containsOnlyOnce("revocation_requested");
        assertThatThrownBy(() -> ask(new RevocationWish("again", null, null)))
                .hasMessageContaining("The revocation was asked for already");
    }

    @Test
    void a_revocation_because_of_a_compromised_key_is_asked_for_where_none_waits() {
        ask(new RevocationWish("stolen", true, null));

        verify(keys).compromised(ID);
        assertThat(eventsOf(ID)).contains("revocation_requested").doesNotContain("key_called_compromised");
    }

    @Test
    void a_replacement_can_be_wished_for_with_the_word_on_the_key_until_the_revocation_is_approved() {
        ask(new RevocationWish("not needed any more", null, null));
        when(instances.isAt(ID, Elements.USER_APPROVE_REVOCATION)).thenReturn(true);
        assertThat(history().replacementWanted()).isFalse();
        ask(new RevocationWish("found on a file server", true, null));
        verify(instances, never()).set(any(), any(), any());
        ask(new RevocationWish("found on a file server", true, true));
        assertThat(history().replacementWanted()).isTrue();
        verify(instances).set(ID, "replacementWanted", true);
        assertThat(timeline.last(ID, EventKind.KEY_CALLED_COMPROMISED))
                .hasValueSatisfying(
                        entry -> assertThat(entry.detail()).contains("another seal is wanted in its place"));
        ask(new RevocationWish("and in a chat", true, null));
        assertThat(history().replacementWanted()).as("the wish stays").isTrue();

        actingAs("lena");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "approve", ""));
        assertThatThrownBy(() -> ask(new RevocationWish("late", true, true)))
                .hasMessageContaining("no replacement can be asked for with it any more");
        ask(new RevocationWish("late", true, null));
    }

    @Test
    void a_rejection_takes_the_wish_back() {
        ask(new RevocationWish("not needed any more", null, null));
        when(instances.isAt(ID, Elements.USER_APPROVE_REVOCATION)).thenReturn(true);
        ask(new RevocationWish("found on a file server", true, true));
        actingAs("lena");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_APPROVE_REVOCATION, "reject", "keep it"));
        assertThat(history().replacementWanted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"REVOKED", "EXPIRED"})
    void after_the_seals_end_it_can_be_told_that_its_key_is_compromised_and_nothing_else(EsealState end) {
        register.enter(ID, end);
        when(instances.tell(any(), any(), any())).thenReturn(false);
        when(keys.compromised(ID)).thenReturn(true);

        ask(new RevocationWish("found on a file server", true, null));

        verify(keys).compromised(ID);
        assertThat(eventsOf(ID)).contains("key_called_compromised").doesNotContain("revocation_requested");
        assertThatThrownBy(() -> ask(new RevocationWish("again", null, null))).hasMessageContaining("ended already");
        assertThatThrownBy(() -> ask(new RevocationWish("again", true, true))).hasMessageContaining("no replacement");
    }

    @Test
    void after_the_seals_end_the_first_word_on_its_key_is_noted_and_no_repetition() {
        register.enter(ID, EsealState.REVOKED);
        when(instances.tell(any(), any(), any())).thenReturn(false);
        when(keys.compromised(ID)).thenReturn(true, false);

        for (int i = 0; i < 3; i++) {
            ask(new RevocationWish("found on a file server", true, null));
        }

        assertThat(eventsOf(ID)).containsOnlyOnce("key_called_compromised");
        assertThatThrownBy(() -> ask(new RevocationWish("again", true, true))).hasMessageContaining("no replacement");
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELED", "REJECTED", "ORDERED"})
    void of_a_request_that_never_had_a_seal_nobody_tells_it(EsealState state) {
        register.enter(ID, state);
        assertThatThrownBy(() -> ask(new RevocationWish("mine", true, null))).isInstanceOf(RuntimeException.class);
        verify(keys, never()).compromised(ID);
    }

    private RevocationHistory history() {
        return RevocationHistory.of(timeline.of(ID));
    }

    private void ask(RevocationWish wish) {
        transaction.executeWithoutResult(status -> assertThat(resource.revoke(ID.value(), wish, OPERATOR)
                        .getStatusCode()
                        .value())
                .isEqualTo(202));
    }
}
