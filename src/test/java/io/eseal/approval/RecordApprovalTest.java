package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.FieldChange;
import io.eseal.timeline.RequestEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.TimelineEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Answers;
import org.springframework.dao.DuplicateKeyException;

@ParameterizedClass
@EnumSource(Database.class)
class RecordApprovalTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0APPR001");
    private static final BigDecimal PRICE = new BigDecimal("500.00");

    private final TaskQuery open = mock(TaskQuery.class, Answers.RETURNS_SELF);
    private final Editors editors;
    private final ApprovalRounds rounds;
    private final SeparationOfDuties duties;
    private final RecordApproval recordApproval;
    private ObjectNode request;

    RecordApprovalTest(Database database) {
        super(database);
        TaskService tasks = mock(TaskService.class);
        when(tasks.createTaskQuery()).thenReturn(open);
        Approvals approvals = new Approvals(jdbc, clock);
        editors = new Editors(jdbc, clock);
        rounds = new ApprovalRounds(jdbc, register, json, clock);
        duties = new SeparationOfDuties(
                register,
                approvals,
                editors,
                new ApprovalSettings(Duration.ofDays(1), Duration.ofDays(3), false, Duration.ofMinutes(5)));
        recordApproval = new RecordApproval(
                register,
                approvals,
                rounds,
                new EligibleApprover(duties, actors),
                mock(ApproverAvailability.class),
                timeline);
    }

    @BeforeEach
    void a_request_that_legal_and_finance_must_approve() {
        request(ID);
        request = (ObjectNode) register.find(ID).orElseThrow().request().json();
        rounds.open(ID, OrderBody.of(request), PRICE, List.of("legal-approvers", "finance"));
    }

    @Test
    void the_request_is_approved_with_the_last_approval_and_not_before() {
        complete("lena", "legal-approvers", "approve", "", 2);
        assertThat(approvedFingerprint()).isEmpty();

        complete("fred", "finance", "approve", "fine", 1);

        assertThat(approvedFingerprint())
                .contains(ApprovedContent.of(OrderBody.of(request)).fingerprint(PRICE));
        assertThat(timeline.of(ID))
                .extracting(entry -> entry.actor() + " " + entry.detail())
                .endsWith("lena legal-approvers: approve", "fred finance: approve (fine)");
    }

    @Test
    void nobody_decides_on_a_request_of_their_own() {
        assertRefused("requester", "legal-approvers", "approve", "requested this seal");
    }

    @Test
    void nobody_decides_for_two_groups() {
        complete("lena", "legal-approvers", "approve", "", 2);
        assertRefused("lena", "finance", "approve", "decided on this request already");
    }

    @Test
    void nobody_decides_on_what_they_wrote_themselves_in_this_round_or_a_later_one() {
        editors.add(ID, UserId.of("lena"));
        editors.add(ID, UserId.of("lena"));
        assertRefused("lena", "legal-approvers", "approve", "You changed this request");

        rounds.open(ID, OrderBody.of(request), PRICE, List.of("legal-approvers"));

        assertRefused("LENA", "legal-approvers", "approve", "You changed this request");
        assertThat(duties.barredFromApproval(ID)).containsExactlyInAnyOrder(UserId.of("requester"), UserId.of("lena"));
        complete("lars", "legal-approvers", "approve", "", 1);
        assertThat(approvedFingerprint()).isPresent();
    }

    static List<TimelineEvent> changes() {
        return List.of(
                new TaskEvents.Completed(Elements.USER_CORRECT_REQUEST),
                new TaskEvents.Decided(Elements.USER_RESOLVE_PAYMENT, "change", ""),
                new RequestEvents.Changed(
                        List.of(new FieldChange("payment_method", Optional.of("balance"), Optional.of("x")))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void nobody_is_barred_by_what_a_timeline_says(TimelineEvent event) {
        actingAs("lena");
        timeline.add(ID, event);

        complete("lena", "legal-approvers", "approve", "", 2);

        assertThat(duties.barredFromPayment(ID)).containsExactly(UserId.of("lena"));
    }

    @Test
    void in_the_next_round_the_same_person_may_decide_again() {
        complete("lena", "legal-approvers", "rework", "the contact has left", 2);
        rounds.open(ID, OrderBody.of(request), PRICE, List.of("legal-approvers"));

        complete("lena", "legal-approvers", "approve", "", 1);

        assertThat(approvedFingerprint()).isPresent();
    }

    @Test
    void a_group_decides_once() {
        complete("lena", "legal-approvers", "approve", "", 2);
        assertThatThrownBy(() -> complete("lars", "legal-approvers", "approve", "", 2))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void only_members_of_the_group_decide() {
        FakeTask task = task("legal-approvers", "approve", "");
        actingAs("fred", "finance");
        assertRefused(task, "Only members of legal-approvers");
    }

    @Test
    void only_a_person_decides() {
        actingAs(null);
        assertRefused(task("legal-approvers", "approve", ""), "signed-in person");
    }

    @Test
    void variables_that_a_client_sets_neither_change_the_group_nor_the_number_of_approvals() {
        actingAs("fred", "finance");
        assertRefused(
                task("legal-approvers", "approve", "").with(Variables.APPROVER_GROUP, "finance"),
                "Only members of legal-approvers");

        when(open.count()).thenReturn(2L);
        FakeTask task = task("finance", "approve", "").with("approverGroups", "finance");
        transaction.executeWithoutResult(status -> recordApproval.notify(task.task));
        assertThat(approvedFingerprint()).as("legal still has to approve").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "rework"})
    void a_no_needs_its_reason_and_approves_nothing(String decision) {
        assertRefused("lena", "legal-approvers", decision, "(comment) is required");

        FakeTask task = complete("lena", "legal-approvers", decision, "the contact has left", 1);

        assertThat(task.variables)
                .containsEntry(Variables.OUTCOME, decision)
                .doesNotContainKeys(Variables.DECISION, Variables.COMMENT);
        assertThat(approvedFingerprint()).isEmpty();
    }

    @Test
    void a_request_sent_back_tells_its_requester_who_wants_what() {
        FakeTask task = complete("lena", "legal-approvers", "rework", "the contact has left", 2);

        JsonNode findings = ProcessVariables.json(task.task, Variables.FINDINGS);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).path("message").asText()).contains("lena", "the contact has left");
    }

    @Test
    void an_unknown_decision_is_refused() {
        assertRefused("lena", "legal-approvers", "maybe", "must be one of");
    }

    @Test
    void a_request_changed_after_it_was_put_to_its_approvers_is_not_decided() {
        request.put("payment_method", "profile");
        assertRefused("lena", "legal-approvers", "approve", "not what was put to its approvers");
    }

    @ParameterizedTest
    @CsvSource({"csr", "addr1"})
    void nothing_is_filled_in_under_the_eyes_of_its_approvers(String field) {
        request.put(field, "x");
        assertRefused("lena", "legal-approvers", "approve", "not what was put to its approvers");
    }

    @Test
    void what_an_earlier_version_put_to_its_approvers_is_not_approved_but_can_be_sent_back() {
        jdbc.sql("delete from approval_round").update();
        assertRefused("lena", "legal-approvers", "approve", "by an earlier version of this service");

        FakeTask task = complete("lena", "legal-approvers", "rework", "once more, please", 2);
        assertThat(task.variables).containsEntry(Variables.OUTCOME, "rework");
        assertThat(approvedFingerprint()).isEmpty();
    }

    @Test
    void a_refused_completion_leaves_no_trace() {
        int before = timeline.of(ID).size();
        assertRefused("requester", "legal-approvers", "approve", "requested");
        assertThat(timeline.of(ID)).hasSize(before);
        assertThat(jdbc.sql("select count(*) from approval").query(Long.class).single())
                .isZero();
    }

    private FakeTask complete(String person, String group, String decision, String comment, long open) {
        actingAs(person, group, "other");
        when(this.open.count()).thenReturn(open);
        FakeTask task = task(group, decision, comment);
        transaction.executeWithoutResult(status -> recordApproval.notify(task.task));
        return task;
    }

    private void assertRefused(String person, String group, String decision, String message) {
        actingAs(person, group);
        assertRefused(task(group, decision, ""), message);
    }

    private void assertRefused(FakeTask task, String message) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> recordApproval.notify(task.task)))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(message);
    }

    private FakeTask task(String group, String decision, String comment) {
        return new FakeTask(ID.value(), Elements.USER_APPROVE_REQUEST)
                .waitingFor(group)
                .with(Variables.REQUEST, ProcessVariables.jsonValue(request))
                .with(Variables.APPROVER_GROUP, group)
                .with("approverGroups", "legal-approvers,finance")
                .with(Variables.DECISION, decision)
                .with(Variables.COMMENT, comment);
    }

    private Optional<String> approvedFingerprint() {
        return register.find(ID).orElseThrow().approvedFingerprint();
    }
}
