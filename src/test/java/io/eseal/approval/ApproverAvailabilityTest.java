package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
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
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.RunAsSystem;
import io.eseal.task.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;

class ApproverAvailabilityTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0APPR002");
    private static final String TASK = "t-1";

    private final IdentityService identity = mock(IdentityService.class);
    private final TaskService tasks = mock(TaskService.class);
    private final TaskQuery query = mock(TaskQuery.class, Answers.RETURNS_SELF);
    private final RuntimeService runtime = mock(RuntimeService.class);
    private final ProcessInstanceQuery instances = mock(ProcessInstanceQuery.class, Answers.RETURNS_SELF);
    private final RunAsSystem system = mock(RunAsSystem.class);
    private final Approvals approvals = new Approvals(jdbc, clock);
    private final SeparationOfDuties duties = new SeparationOfDuties(
            register,
            approvals,
            new Editors(jdbc, clock),
            new ApprovalSettings(Duration.ofDays(1), Duration.ofDays(3), false, Duration.ofMinutes(5)));
    private final List<NoEligibleApprover> told = new ArrayList<>();
    private final ApproverAvailabilitySweep sweep = new ApproverAvailabilitySweep(
            new KnownMembers(jdbc, new GroupMembers(identity, system)),
            tasks,
            runtime,
            register,
            new ApproverAvailability(
                    register,
                    Tasks.catalogue(List.of(duties)),
                    new GroupMembers(identity, system),
                    tasks,
                    system,
                    new NoEligibleApproverNotices(timeline, event -> told.add((NoEligibleApprover) event))),
            transaction);
    private final Map<String, Object> local = new HashMap<>();
    private final List<User> finance = new ArrayList<>();
    private final TaskEntity task = new TaskEntity(TASK);

    ApproverAvailabilityTest() {
        super(Database.H2);
    }

    @BeforeEach
    void a_task_of_finance_whose_only_member_approved() {
        request(ID);
        transaction.executeWithoutResult(status -> {
            register.openApprovals(ID, "fingerprint", List.of("legal-approvers", "finance"));
            approvals.add(register.find(ID).orElseThrow(), "legal-approvers", UserId.of("fred"), Outcome.APPROVE, "");
        });
        people("fred");
        task.setDescription("What to do.");
        task.setName("A task");
        when(system.call(any()))
                .thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
        doAnswer(call -> {
                    call.<Runnable>getArgument(0).run();
                    return null;
                })
                .when(system)
                .run(any());
        UserQuery users = mock(UserQuery.class, Answers.RETURNS_SELF);
        when(identity.createUserQuery()).thenReturn(users);
        when(users.count()).thenReturn(9L);
        when(users.list()).thenReturn(finance);
        GroupQuery groups = mock(GroupQuery.class, Answers.RETURNS_SELF);
        when(identity.createGroupQuery()).thenReturn(groups);
        GroupEntity group = new GroupEntity();
        group.setId("finance");
        when(groups.list()).thenReturn(List.of(group));
        ProcessInstance instance = mock(ProcessInstance.class);
        when(instance.getBusinessKey()).thenReturn(ID.value());
        when(instance.getProcessInstanceId()).thenReturn("instance");
        when(runtime.createProcessInstanceQuery()).thenReturn(instances);
        when(instances.list()).thenReturn(List.of(instance));
        when(tasks.createTaskQuery()).thenReturn(query);
        when(query.list()).thenReturn(List.of(task));
        when(query.unlimitedList()).thenReturn(List.of(task));
        task.setProcessInstanceId("instance");
        IdentityLinkEntity link = new IdentityLinkEntity();
        link.setGroupId("finance");
        when(tasks.getIdentityLinksForTask(TASK)).thenReturn(List.of(link));
        when(tasks.getVariableLocal(anyString(), anyString()))
                .thenAnswer(call -> local.get(call.<String>getArgument(1)));
        doAnswer(call -> local.put(call.getArgument(1), call.getArgument(2)))
                .when(tasks)
                .setVariableLocal(anyString(), anyString(), any());
        doAnswer(call -> local.remove(call.<String>getArgument(1)))
                .when(tasks)
                .removeVariableLocal(anyString(), anyString());
    }

    @ParameterizedTest
    @CsvSource({
        "user_approve_request, '', 50",
        "user_approve_request, REMINDER, 75",
        "user_approve_request, ESCALATION, 100",
        "user_pay_by_card, '', 50"
    })
    void an_alarm_is_taken_back_when_somebody_joins_and_raised_again_when_they_leave(
            String key, String raised, int priority) {
        task.setTaskDefinitionKeyWithoutCascade(key);
        if (!raised.isEmpty()) {
            timeline.add(ID, ApprovalDelay.valueOf(raised).event(TASK));
        }

        sweep.sweep();
        sweep.sweep();
        verify(query, times(1).description("nobody joined or left")).unlimitedList();
        verify(query, times(2)).taskDefinitionKeyIn(Elements.USER_APPROVE_REQUEST, Elements.USER_PAY_BY_CARD);
        assertThat(told)
                .singleElement()
                .satisfies(alarm -> assertThat(task.getDescription()).isEqualTo(alarm.sentence() + "\n\nWhat to do."));
        assertThat(task.getPriority()).isEqualTo(100);
        assertThat(local).containsEntry(Variables.NOBODY_LEFT, true);

        people("fred", "fiona");
        sweep.sweep();
        sweep.sweep();
        verify(query, times(2).description("those that nobody could do, once")).unlimitedList();
        verify(query).taskVariableValueEquals(Variables.NOBODY_LEFT, true);
        verify(query, never()).taskCandidateGroup(any());
        assertThat(task.getDescription()).isEqualTo("What to do.");
        assertThat(task.getPriority()).isEqualTo(priority);
        assertThat(local).isEmpty();
        assertThat(told).hasSize(1);

        people("fred");
        sweep.sweep();
        verify(query).taskCandidateGroup("finance");
        assertThat(told).hasSize(2);
        assertThat(eventsOf(ID))
                .filteredOn(event -> event.equals("nobody_left") || event.equals("somebody_eligible"))
                .containsExactly("nobody_left", "somebody_eligible", "nobody_left");
    }

    private void people(String... ids) {
        finance.clear();
        List.of(ids).forEach(id -> {
            User user = new UserEntity();
            user.setId(id);
            finance.add(user);
        });
    }
}
