package io.eseal.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.approval.ApprovalWaits;
import io.eseal.approval.NoEligibleApprover;
import io.eseal.approval.SeparationOfDuties;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.ledgercheck.DifferencesFound;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.RevocationLapsed;
import io.eseal.lifecycle.StateEntered;
import io.eseal.order.SurplusOrder;
import io.eseal.revocation.RevocationBeans;
import io.eseal.security.RunAsSystem;
import io.eseal.task.Decision;
import io.eseal.task.DecisionTaken;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.Tasks;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Tests who is told of what, by the rows that wait in the outbox. */
@ParameterizedClass
@EnumSource(Database.class)
class NoticesTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-00000001");

    private final IdentityService identity = mock(IdentityService.class);
    private final RunAsSystem system = mock(RunAsSystem.class);
    private final EngineTasks tasks = mock(EngineTasks.class);
    private final EngineIncidents incidents = mock(EngineIncidents.class);
    private final Outbox outbox = new Outbox(jdbc, json, clock);
    private final MailWatermarks watermarks = new MailWatermarks(jdbc);
    private final NotificationSettings settings = MailSettings.standard();
    private final Addresses addresses = new Addresses(identity, system, new ProviderAddresses(jdbc, clock), settings);
    private final SeparationOfDuties duties = mock(SeparationOfDuties.class);
    private final TaskCatalogue catalogue =
            Tasks.catalogue(List.of(duties, RevocationBeans.bar(actors, timeline, register)));
    private final TaskMailRules rules = new TaskMailRules(addresses, catalogue);
    private final TaskNotices taskNotices = new TaskNotices(tasks, rules, register, timeline, actors, outbox);
    private final RequesterNotices requesterNotices =
            new RequesterNotices(catalogue, register, timeline, addresses, outbox, RevocationBeans.open(timeline));
    private final OverdueTasks overdue = new OverdueTasks(tasks, rules, outbox, watermarks, settings, clock);
    private final IncidentNotices incidentNotices =
            new IncidentNotices(incidents, addresses, outbox, watermarks, settings, clock);

    NoticesTest(Database database) {
        super(database);
    }

    @BeforeEach
    void people() {
        when(system.call(any()))
                .thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
        Map<String, User> users = Stream.of("requester", "legal", "judge", "finance")
                .collect(Collectors.toMap(Function.identity(), NoticesTest::user));
        Map<String, List<User>> groups = Map.of(
                "legal-approvers",
                List.of(users.get("requester"), users.get("legal"), users.get("judge")),
                "finance",
                List.of(users.get("finance")));
        UserQuery query = mock(UserQuery.class);
        when(identity.createUserQuery()).thenReturn(query);
        when(query.userId(any()))
                .thenAnswer(call -> found(Stream.ofNullable(users.get(call.<String>getArgument(0)))
                        .toList()));
        when(query.memberOfGroup(any()))
                .thenAnswer(call -> found(groups.getOrDefault(call.<String>getArgument(0), List.of())));
        request(ID);
        when(duties.barredFromApproval(ID)).thenReturn(Set.of(UserId.of("requester")));
    }

    @Test
    void whoever_approved_is_not_asked_to_pay() {
        when(duties.barredFromPayment(ID)).thenReturn(Set.of(UserId.of("finance")));
        opened(Elements.USER_PAY_BY_CARD, null, "finance");

        assertThat(waiting()).isEmpty();
    }

    @Test
    void approvers_are_asked_and_the_requester_is_not_though_a_member_of_the_group() {
        opened(Elements.USER_APPROVE_REQUEST, null, "legal-approvers");

        assertThat(waiting()).containsExactly("APPROVAL_WANTED judge@example.org", "APPROVAL_WANTED legal@example.org");
    }

    @Test
    void a_group_with_an_address_of_its_own_is_told_there() {
        opened(Elements.USER_ASSESS_STATUS, null, "operators");

        assertThat(waiting()).containsExactly("TASK_WAITING ops@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "user_submit_csr, TASK_WAITING",
        "user_correct_request, CORRECTION_WANTED",
        "user_confirm_token_received, DELIVERY",
        "user_decide_renewal, RENEWAL_WANTED"
    })
    void a_task_of_the_requesters_own_is_told_to_the_requester_alone(String key, MailKind kind) {
        opened(key, "requester", "operators");

        assertThat(waiting()).containsExactly(kind + " requester@example.org");
    }

    @Test
    void operators_step_in_for_a_requester_without_an_address() {
        opened(Elements.USER_SUBMIT_CSR, "machine", "operators");

        assertThat(waiting()).containsExactly("TASK_WAITING ops@example.org");
    }

    @Test
    void whose_own_step_led_to_the_task_is_not_told_of_it() {
        actingAs("requester");
        opened(Elements.USER_INSTALL_CERTIFICATE, "requester", "operators");

        assertThat(waiting()).isEmpty();
    }

    @Test
    void what_has_to_be_corrected_is_said() {
        FakeTask task = task(Elements.USER_CORRECT_REQUEST, "requester", "operators");
        task.with(
                Variables.FINDINGS,
                ProcessVariables.jsonValue(List.of(
                        new Finding("$.organization.id", "inactive", "is not active."),
                        new Finding("$", "sent_back", "legal sent the request back: wrong address"))));

        taskNotices.on(task.task);

        assertThat(facts())
                .contains("organization.id: is not active.", "legal sent the request back: wrong address")
                .doesNotContain("\"$");
    }

    @Test
    void whoever_asked_for_a_revocation_is_not_asked_to_decide_on_it_and_the_owner_learns_of_it() {
        actingAs("judge");
        timeline.add(ID, new SealEvents.RevocationRequested("key lost"));
        FakeTask task = task(Elements.USER_APPROVE_REVOCATION, null, "legal-approvers", "operators");

        taskNotices.on(task.task);
        requesterNotices.on(task.task);

        assertThat(waiting())
                .containsExactly(
                        "REVOCATION_REQUESTED requester@example.org",
                        "REVOCATION_WANTED legal@example.org",
                        "REVOCATION_WANTED ops@example.org");
        assertThat(facts()).contains("key lost", "judge");
    }

    @Test
    void a_declined_revocation_is_told_to_whoever_asked_and_to_the_owner() {
        actingAs("judge");
        timeline.add(ID, new SealEvents.RevocationRequested("key lost"));
        requesterNotices.on(
                new DecisionTaken(ID, Elements.USER_APPROVE_REVOCATION, new Decision(Outcome.REJECT, "it was found")));
        requesterNotices.on(new DecisionTaken(ID, Elements.USER_APPROVE_REVOCATION, new Decision(Outcome.APPROVE, "")));

        assertThat(waiting())
                .containsExactly("REVOCATION_DECLINED judge@example.org", "REVOCATION_DECLINED requester@example.org");
        assertThat(facts()).contains("it was found");
    }

    @Test
    void a_revocation_that_the_certificates_end_overtook_is_told_to_whoever_asked() {
        new ExpiryNotices(register, addresses, outbox).on(new RevocationLapsed(ID, UserId.of("judge")));

        assertThat(waiting()).containsExactly("REVOCATION_LAPSED judge@example.org");
    }

    @Test
    void a_revocation_that_the_certificates_end_overtook_is_told_to_operators_where_whoever_asked_has_no_address() {
        new ExpiryNotices(register, addresses, outbox).on(new RevocationLapsed(ID, UserId.of("nobody")));

        assertThat(waiting()).containsExactly("REVOCATION_LAPSED ops@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, REJECTED",
        "CANCELED, CANCELED",
        "IN_SERVICE, IN_SERVICE",
        "REVOKED, REVOKED",
        "EXPIRED, EXPIRED"
    })
    void requesters_are_told_what_became_of_their_request(EsealState state, MailKind kind) {
        requesterNotices.on(new StateEntered(ID, state));

        assertThat(waiting()).containsExactly(kind + " requester@example.org");
    }

    @Test
    void requesters_are_not_told_of_what_they_need_not_know_nor_twice_of_a_token() {
        List.of(
                        EsealState.REQUESTED,
                        EsealState.CORRECTION,
                        EsealState.APPROVAL,
                        EsealState.PROVISIONING,
                        EsealState.PAYMENT,
                        EsealState.ORDERING,
                        EsealState.ORDERED,
                        EsealState.DELIVERY)
                .forEach(state -> requesterNotices.on(new StateEntered(ID, state)));

        assertThat(waiting()).isEmpty();
    }

    @Test
    void an_own_key_s_certificate_is_told_when_it_is_issued() {
        jdbc.sql("update eseal set request = '{\"provisioning_method\": \"csr\"}'")
                .update();
        requesterNotices.on(new StateEntered(ID, EsealState.DELIVERY));

        assertThat(waiting()).containsExactly("ISSUED requester@example.org");
    }

    @Test
    void a_seal_that_a_cancellation_finds_revoked_is_not_told_as_issued_first() {
        jdbc.sql("update eseal set request = '{\"provisioning_method\": \"csr\"}'")
                .update();
        timeline.add(ID, new OrderEvents.CancellationAnswered(OrderId.of(7), "revoked"));
        requesterNotices.on(new StateEntered(ID, EsealState.DELIVERY));
        assertThat(waiting()).isEmpty();

        requesterNotices.on(new StateEntered(ID, EsealState.REVOKED));
        assertThat(waiting()).containsExactly("REVOKED requester@example.org");
    }

    @Test
    void a_seal_that_a_cancellation_finds_issued_is_told_as_issued() {
        jdbc.sql("update eseal set request = '{\"provisioning_method\": \"csr\"}'")
                .update();
        timeline.add(ID, new OrderEvents.CancellationAnswered(OrderId.of(7), "issued"));
        requesterNotices.on(new StateEntered(ID, EsealState.DELIVERY));

        assertThat(waiting()).containsExactly("ISSUED requester@example.org");
    }

    @Test
    void a_rejection_names_who_and_why() {
        actingAs("legal");
        timeline.add(ID, new ApprovalEvents.Decided("legal-approvers", "reject", "no (valid) contract"));
        requesterNotices.on(new StateEntered(ID, EsealState.REJECTED));

        assertThat(facts()).contains("\"actor\":\"legal\"", "\"reason\":\"no (valid) contract\"");
    }

    @Test
    void a_rejection_by_certcentral_is_not_laid_at_a_persons_door() {
        actingAs("legal");
        timeline.add(ID, new ApprovalEvents.Decided("legal-approvers", "approve", "fine"));
        transaction.executeWithoutResult(status -> register.orderStatus(ID, "rejected"));
        requesterNotices.on(new StateEntered(ID, EsealState.REJECTED));

        assertThat(facts()).contains("\"byCertCentral\":true").doesNotContain("legal");
    }

    @Test
    void a_cancellation_names_who_and_why() {
        actingAs("finance");
        timeline.add(ID, new TaskEvents.Decided(Elements.USER_RESOLVE_PAYMENT, "cancel", "no budget"));
        requesterNotices.on(new StateEntered(ID, EsealState.CANCELED));
        assertThat(facts()).contains("\"actor\":\"finance\"", "\"reason\":\"no budget\"");

        actingAs("requester");
        timeline.add(ID, new OrderEvents.CancellationRequested("not needed"));
        requesterNotices.on(new StateEntered(ID, EsealState.CANCELED));
        assertThat(facts()).contains("\"actor\":\"requester\"", "\"reason\":\"not needed\"");
    }

    @Test
    void a_requester_s_address_may_be_what_the_provider_told_or_the_user_id() {
        jdbc.sql("insert into mail_address (user_id, address, seen_at) values ('oidc-7', 'seven@example.org', :now)")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();

        assertThat(addresses.ofUser(UserId.of("oidc-7"))).contains("seven@example.org");
        assertThat(addresses.ofUser(UserId.of("eight@example.org"))).contains("eight@example.org");
        assertThat(addresses.ofUser(UserId.of("nine"))).isEmpty();
        assertThat(addresses.ofUser(UserId.of("x@y z"))).isEmpty();
    }

    @Test
    void the_provider_s_address_is_kept_at_sign_in_unless_nobody_checked_it() {
        ProviderAddresses provided = new ProviderAddresses(jdbc, clock);
        provided.on(signedIn("seven", "seven@example.org", true));
        provided.on(signedIn("seven", "7@example.org", true));
        provided.on(signedIn("eight", "legal@example.org", false));
        provided.on(signedIn("nine", "nine@example.org\r\nBcc: x@example.org", true));

        assertThat(provided.of(UserId.of("seven"))).contains("7@example.org");
        assertThat(provided.of(UserId.of("SEVEN")))
                .as("one person, whichever way the id is written")
                .contains("7@example.org");
        assertThat(provided.of(UserId.of("eight"))).isEmpty();
        assertThat(provided.of(UserId.of("nine"))).isEmpty();
    }

    @Test
    void approvals_that_wait_are_told_to_those_who_can_still_decide_and_then_to_operators_too() {
        when(tasks.find("t-1"))
                .thenReturn(Optional.of(waitingTask(
                        "t-1",
                        Elements.USER_APPROVE_REQUEST,
                        Optional.empty(),
                        List.of("legal-approvers"),
                        Instant.EPOCH,
                        clock.instant())));

        taskNotices.on(new ApprovalWaits("t-1", false, Set.of(UserId.of("judge"))));
        assertThat(waiting()).containsExactly("REMINDER legal@example.org");
        taskNotices.on(new ApprovalWaits("t-1", true, Set.of(UserId.of("judge"))));
        assertThat(waiting())
                .containsExactly(
                        "ESCALATION legal@example.org", "ESCALATION ops@example.org", "REMINDER legal@example.org");
    }

    @Test
    void an_overdue_task_is_told_of_once_when_due_and_once_more_a_day_later() {
        Instant due = clock.instant().plus(Duration.ofHours(1));
        engineHas(waitingTask(
                "t-1",
                Elements.USER_PAY_BY_CARD,
                Optional.empty(),
                List.of("finance"),
                clock.instant().minus(Duration.ofDays(2)),
                due));
        overdue.sweep();
        assertThat(waiting()).as("not due yet").isEmpty();

        clock.pass(Duration.ofHours(1).plusSeconds(1));
        overdue.sweep();
        overdue.sweep();
        clock.pass(Duration.ofHours(2));
        overdue.sweep();
        assertThat(waiting()).containsExactly("REMINDER finance@example.org");

        clock.pass(Duration.ofHours(22));
        overdue.sweep();
        clock.pass(Duration.ofDays(3));
        overdue.sweep();
        assertThat(waiting())
                .containsExactly(
                        "ESCALATION finance@example.org", "ESCALATION ops@example.org", "REMINDER finance@example.org");
    }

    @Test
    void what_had_to_be_done_within_hours_is_escalated_within_hours() {
        engineHas(waitingTask(
                "t-1",
                Elements.USER_RESOLVE_ORDER_IN_DOUBT,
                Optional.of("finance"),
                List.of("operators"),
                clock.instant(),
                clock.instant().plus(Duration.ofHours(4))));
        overdue.sweep();
        clock.pass(Duration.ofHours(7));
        overdue.sweep();
        assertThat(waiting()).containsExactly("REMINDER finance@example.org");
        clock.pass(Duration.ofHours(1).plusSeconds(1));
        overdue.sweep();

        assertThat(waiting())
                .containsExactly(
                        "ESCALATION finance@example.org", "ESCALATION ops@example.org", "REMINDER finance@example.org");
    }

    @Test
    void what_is_due_in_the_very_millisecond_of_a_sweep_is_the_next_ones() {
        Instant due = clock.instant().plus(Duration.ofHours(1));
        engineHas(waitingTask(
                "t-1",
                Elements.USER_PAY_BY_CARD,
                Optional.empty(),
                List.of("finance"),
                clock.instant().minus(Duration.ofDays(2)),
                due));
        overdue.sweep();
        clock.pass(Duration.ofHours(1).plusNanos(456_000));
        overdue.sweep();
        assertThat(waiting()).as("the engine's query leaves it out").isEmpty();

        clock.pass(Duration.ofMinutes(1));
        overdue.sweep();
        assertThat(waiting()).containsExactly("REMINDER finance@example.org");
    }

    @Test
    void many_overdue_tasks_are_one_mail_and_approvals_have_timers_of_their_own() {
        Instant due = clock.instant().plus(Duration.ofHours(1));
        engineHas(Collections.nCopies(
                        60,
                        waitingTask(
                                "t-1",
                                Elements.USER_PAY_BY_CARD,
                                Optional.empty(),
                                List.of("finance"),
                                Instant.EPOCH,
                                due))
                .toArray(WaitingTask[]::new));
        overdue.sweep();
        clock.pass(Duration.ofHours(2));
        overdue.sweep();
        assertThat(waiting()).containsExactly("REMINDER finance@example.org");
        assertThat(facts()).contains("\"more\":10");

        jdbc.sql("delete from mail").update();
        engineHas(waitingTask(
                "t-1",
                Elements.USER_APPROVE_REQUEST,
                Optional.empty(),
                List.of("legal-approvers"),
                Instant.EPOCH,
                clock.instant().plusSeconds(1)));
        clock.pass(Duration.ofHours(1));
        overdue.sweep();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void the_first_incident_is_told_at_once_and_those_that_follow_together() {
        incidentNotices.sweep();
        when(incidents.between(any(), any(), anyInt())).thenReturn(List.of(Map.of("id", "i-1")));
        when(incidents.count(any(), any())).thenReturn(1000L);
        clock.pass(Duration.ofMinutes(1));
        incidentNotices.sweep();
        assertThat(waiting()).containsExactly("INCIDENTS ops@example.org");
        assertThat(facts()).contains("\"more\":999");

        for (int minute = 0; minute < 14; minute++) {
            clock.pass(Duration.ofMinutes(1));
            incidentNotices.sweep();
        }
        assertThat(waiting()).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        incidentNotices.sweep();
        assertThat(waiting()).hasSize(2);
    }

    @Test
    void operators_are_told_what_a_check_found() {
        new OperatorNotices(addresses, outbox)
                .on(new DifferencesFound(17, Collections.nCopies(101, "Order 2 is unknown.")));

        assertThat(waiting()).containsExactly("DIFFERENCES ops@example.org");
        assertThat(facts()).contains("\"checkId\":17", "\"count\":101", "\"more\":1");
    }

    @Test
    void operators_are_told_of_a_task_that_nobody_may_do() {
        new OperatorNotices(addresses, outbox)
                .on(new NoEligibleApprover(EsealId.of("ES-00000001"), "t-1", "finance", "Nobody is left in finance."));

        assertThat(waiting()).containsExactly("NOBODY_LEFT ops@example.org");
        assertThat(facts()).contains("Nobody is left in finance.");
    }

    @Test
    void operators_are_told_of_a_second_order_that_came_late() {
        new OperatorNotices(addresses, outbox)
                .on(new SurplusOrder(
                        EsealId.of("ES-00000001"), OrderId.of(7), false, "CertCentral order 7 came late."));

        assertThat(waiting()).containsExactly("SURPLUS_ORDER ops@example.org");
        assertThat(facts()).contains("CertCentral order 7 came late.", "ES-00000001");
    }

    @Test
    void what_is_rolled_back_is_not_told() {
        transaction.executeWithoutResult(status -> {
            requesterNotices.on(new StateEntered(ID, EsealState.REJECTED));
            status.setRollbackOnly();
        });

        assertThat(waiting()).isEmpty();
    }

    private void opened(String key, String assignee, String... groups) {
        taskNotices.on(task(key, assignee, groups).task);
    }

    private static FakeTask task(String key, String assignee, String... groups) {
        FakeTask task = new FakeTask(ID.value(), key).waitingFor(groups);
        when(task.task.getEventName()).thenReturn("create");
        when(task.task.getId()).thenReturn("t-1");
        when(task.task.getName()).thenReturn("Task: Example AG");
        when(task.task.getAssignee()).thenReturn(assignee);
        when(task.task.getDueDate()).thenReturn(Date.from(Instant.parse("2026-06-17T10:00:00Z")));
        return task;
    }

    private static WaitingTask waitingTask(
            String id, String key, Optional<String> assignee, List<String> groups, Instant created, Instant due) {
        return new WaitingTask(id, key, "Task", ID, assignee.map(UserId::of), groups, created, Optional.of(due));
    }

    private void engineHas(WaitingTask... waiting) {
        doAnswer(call -> Stream.of(waiting)
                        .filter(task -> task.due().orElseThrow().isAfter(call.getArgument(0))
                                && task.due().orElseThrow().isBefore(call.getArgument(1)))
                        .toList())
                .when(tasks)
                .due(any(), any());
    }

    private static User user(String id) {
        User user = mock(User.class);
        when(user.getId()).thenReturn(id);
        when(user.getEmail()).thenReturn(id + "@example.org");
        return user;
    }

    private static InteractiveAuthenticationSuccessEvent signedIn(String user, String address, boolean verified) {
        OidcIdToken token = OidcIdToken.withTokenValue("token")
                .subject(user)
                .claim("email", address)
                .claim("email_verified", verified)
                .build();
        return new InteractiveAuthenticationSuccessEvent(
                new TestingAuthenticationToken(new DefaultOidcUser(List.of(), token), ""), NoticesTest.class);
    }

    private static UserQuery found(List<User> users) {
        UserQuery query = mock(UserQuery.class);
        when(query.list()).thenReturn(users);
        when(query.singleResult()).thenReturn(users.isEmpty() ? null : users.get(0));
        return query;
    }

    private List<String> waiting() {
        return jdbc.sql("select kind || ' ' || recipient from mail order by 1")
                .query(String.class)
                .list();
    }

    /** Returns the facts of the mail that was written last. */
    private String facts() {
        return jdbc.sql("select facts from mail order by id desc fetch first 1 rows only")
                .query(String.class)
                .single();
    }
}
