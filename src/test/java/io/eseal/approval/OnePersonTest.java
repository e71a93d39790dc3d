package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.EventKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

/** One person who signs in under several spellings of one user id has one voice. */
@ParameterizedClass
@EnumSource(Database.class)
class OnePersonTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0APPR003");

    private final Approvals approvals = new Approvals(jdbc, clock);
    private final ApprovalRounds rounds = new ApprovalRounds(jdbc, register, json, clock);
    private final SeparationOfDuties duties = new SeparationOfDuties(
            register,
            approvals,
            new Editors(jdbc, clock),
            new ApprovalSettings(Duration.ofDays(1), Duration.ofDays(3), false, Duration.ofMinutes(5)));
    private final RecordApproval recordApproval = new RecordApproval(
            register,
            approvals,
            rounds,
            new EligibleApprover(duties, actors),
            mock(ApproverAvailability.class),
            timeline);
    private ObjectNode request;

    OnePersonTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_request_that_legal_and_finance_must_approve() {
        request(ID);
        request = (ObjectNode) register.find(ID).orElseThrow().request().json();
        rounds.open(ID, OrderBody.of(request), BigDecimal.TEN, List.of("legal-approvers", "finance"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REQUESTER",
                "Requester",
                " requester",
                "requester\u00A0",
                "re\u200Bquester",
                "\uFF52\uFF45\uFF51\uFF55\uFF45\uFF53\uFF54\uFF45\uFF52"
            })
    void the_requester_approves_under_no_spelling(String spelling) {
        assertRefused(spelling, "legal-approvers", "You requested this seal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice", "ALICE", " alice ", "\uFF21\uFF2C\uFF29\uFF23\uFF25"})
    void nobody_decides_twice_edits_and_decides_or_approves_and_pays_under_two_spellings(String spelling) {
        approve("alice", "legal-approvers");
        assertRefused(spelling, "finance", "You decided on this request already");
        assertThat(duties.againstPayment(ID, UserId.of(spelling))).isPresent();

        new Editors(jdbc, clock).add(ID, UserId.of(spelling));
        rounds.open(ID, OrderBody.of(request), BigDecimal.TEN, List.of("legal-approvers"));
        assertRefused("Alice", "legal-approvers", "You changed this request");
    }

    @Test
    void the_database_takes_one_decision_of_one_person_in_a_round() {
        approve("alice", "legal-approvers");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> approvals.add(
                        register.find(ID).orElseThrow(), "finance", UserId.of("ALICE"), Outcome.APPROVE, "")))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void what_is_kept_and_shown_is_the_id_as_it_was_given() {
        approve("Alice", "legal-approvers");
        assertThat(approvals.approversOf(register.find(ID).orElseThrow()))
                .extracting(UserId::value)
                .containsExactly("Alice");
        assertThat(timeline.last(ID, EventKind.APPROVAL).orElseThrow().actor()).isEqualTo("Alice");
    }

    @Test
    void approvals_from_before_by_two_spellings_are_not_complete() {
        approve("alice", "legal-approvers");
        approve("fred", "finance");
        assertThat(approvals.areComplete(register.find(ID).orElseThrow())).isTrue();
        jdbc.sql("update approval set approver = 'ALICE' where approver = 'fred'")
                .update();
        assertThat(approvals.areComplete(register.find(ID).orElseThrow())).isFalse();
    }

    private void approve(String person, String group) {
        actingAs(person, group);
        transaction.executeWithoutResult(status -> recordApproval.notify(task(group).task));
    }

    private void assertRefused(String person, String group, String message) {
        actingAs(person, group);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> recordApproval.notify(task(group).task)))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(message);
    }

    private FakeTask task(String group) {
        return new FakeTask(ID.value(), Elements.USER_APPROVE_REQUEST)
                .waitingFor(group)
                .with(Variables.REQUEST, ProcessVariables.jsonValue(request))
                .with(Variables.DECISION, "approve")
                .with(Variables.COMMENT, "");
    }
}
