package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.RunAsSystem;
import io.eseal.security.UserIds;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskDoers;
import io.eseal.task.UserTaskDefinition;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.Timeline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells operators of a task whose whole group is barred from it, for without them the request would wait for ever; once
 * somebody of the group may do it the alarm is taken back, and would be raised again. Takes a task from whoever holds
 * it and is barred from it.
 */
@Component
class ApproverAvailability {

    private static final int TOP = 100;
    private static final int USUAL = 50;
    private static final String BELOW = "\n\n";

    private final EsealRegister register;
    private final TaskCatalogue catalogue;
    private final IdentityService identity;
    private final TaskService tasks;
    private final RunAsSystem access;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    ApproverAvailability(
            EsealRegister register,
            TaskCatalogue catalogue,
            IdentityService identity,
            TaskService tasks,
            RunAsSystem access,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.register = register;
        this.catalogue = catalogue;
        this.identity = identity;
        this.tasks = tasks;
        this.access = access;
        this.timeline = timeline;
        this.events = events;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) && task.getExecution() != null) {
            EsealId.read(task.getExecution().getProcessBusinessKey())
                    .flatMap(id -> alarm(id, task.getId(), task.getTaskDefinitionKey(), task.getCandidates()))
                    .ifPresent(alarm -> {
                        task.setPriority(TOP);
                        task.setDescription(above(alarm, task.getDescription()));
                        task.setVariableLocal(Variables.NOBODY_LEFT, true);
                        raise(alarm);
                    });
        }
    }

    /**
     * Looks at the open tasks of a request that somebody may be barred from once more: each decision, and each change
     * of a group, can leave nobody for another task, or bring somebody.
     */
    void lookAgain(EsealId esealId, String processInstanceId, String exceptTask) {
        access.run(() -> tasks
                .createTaskQuery()
                .processInstanceId(processInstanceId)
                .taskDefinitionKeyIn(watched().toArray(String[]::new))
                .list()
                .stream()
                .filter(task -> !task.getId().equals(exceptTask))
                .forEach(task -> lookAgain(esealId, task)));
    }

    /** Ids of the tasks that can come to wait for nobody. */
    List<String> watched() {
        return catalogue.ids(task -> task.doers().vacancy().isPresent());
    }

    /** Who is in which group; nothing where it cannot be known. */
    Map<String, Set<String>> members() {
        return access.call(() -> identity.isReadOnly()
                ? Map.of()
                : identity.createGroupQuery().list().stream()
                        .collect(Collectors.toMap(
                                Group::getId,
                                group -> identity.createUserQuery().memberOfGroup(group.getId()).list().stream()
                                        .map(User::getId)
                                        .collect(Collectors.toSet()))));
    }

    private void lookAgain(EsealId esealId, Task task) {
        letGo(esealId, task);
        boolean raised = tasks.getVariableLocal(task.getId(), Variables.NOBODY_LEFT) != null;
        Optional<NoEligibleApprover> alarm =
                alarm(esealId, task.getId(), task.getTaskDefinitionKey(), tasks.getIdentityLinksForTask(task.getId()));
        if (alarm.isPresent() && !raised) {
            show(task, alarm.get());
        } else if (alarm.isEmpty() && raised) {
            takeBack(esealId, task);
        }
    }

    /** Whoever took two tasks and decided at one of them cannot complete the other, and would keep others from it. */
    private void letGo(EsealId esealId, Task task) {
        if (task.getAssignee() != null
                && catalogue
                        .find(task.getTaskDefinitionKey())
                        .filter(definition -> UserIds.contains(barred(esealId, definition.doers()), task.getAssignee()))
                        .isPresent()) {
            tasks.setAssignee(task.getId(), null);
        }
    }

    private static Set<String> barred(EsealId esealId, TaskDoers doers) {
        return doers.bar().map(bar -> bar.barred(esealId)).orElse(Set.of());
    }

    private void show(Task task, NoEligibleApprover alarm) {
        task.setPriority(TOP);
        task.setDescription(above(alarm, task.getDescription()));
        tasks.saveTask(task);
        tasks.setVariableLocal(task.getId(), Variables.NOBODY_LEFT, true);
        raise(alarm);
    }

    private static String above(NoEligibleApprover alarm, String description) {
        return description == null ? alarm.sentence() : alarm.sentence() + BELOW + description;
    }

    private void takeBack(EsealId esealId, Task task) {
        int end = task.getDescription() == null ? -1 : task.getDescription().indexOf(BELOW);
        task.setPriority(priority(esealId, task.getId()));
        task.setDescription(end < 0 ? null : task.getDescription().substring(end + BELOW.length()));
        tasks.saveTask(task);
        tasks.removeVariableLocal(task.getId(), Variables.NOBODY_LEFT);
        timeline.add(esealId, new ApprovalEvents.SomebodyEligible(task.getId(), task.getName()));
    }

    /** What reminders and escalations gave it meanwhile. */
    private int priority(EsealId esealId, String taskId) {
        return timeline.of(esealId).stream()
                .flatMap(entry -> ApprovalAlarm.of(entry, taskId))
                .mapToInt(ApprovalAlarm::priority)
                .max()
                .orElse(USUAL);
    }

    private void raise(NoEligibleApprover alarm) {
        timeline.add(
                alarm.esealId(),
                new ApprovalEvents.NoEligibleApprover(alarm.taskId(), alarm.group(), alarm.sentence()));
        events.publishEvent(alarm);
    }

    private Optional<NoEligibleApprover> alarm(
            EsealId esealId, String taskId, String key, Collection<IdentityLink> links) {
        return catalogue
                .find(key)
                .map(UserTaskDefinition::doers)
                .flatMap(doers -> doers.vacancy()
                        .flatMap(act -> register.find(esealId)
                                .flatMap(eseal -> group(eseal, doers, links)
                                        .filter(group -> nobodyOf(group, eseal, doers))
                                        .map(group -> new NoEligibleApprover(
                                                esealId, taskId, group, sentence(esealId, group, act))))));
    }

    private static Optional<String> group(Eseal eseal, TaskDoers doers, Collection<IdentityLink> links) {
        return doers.ofThePolicy()
                ? RecordApproval.groups(links)
                        .filter(eseal.approvalGroups()::contains)
                        .findFirst()
                : doers.groups().stream().findFirst();
    }

    /** False also where it cannot be known: a provider of sign-ins does not tell who is in a group. */
    private boolean nobodyOf(String group, Eseal eseal, TaskDoers doers) {
        return access.call(() -> {
            if (identity.isReadOnly() || identity.createUserQuery().count() == 0) {
                return false;
            }
            Set<String> barred = barred(eseal.id(), doers);
            return identity.createUserQuery().memberOfGroup(group).list().stream()
                    .map(User::getId)
                    .allMatch(member -> UserIds.contains(barred, member));
        });
    }

    private static String sentence(EsealId esealId, String group, String act) {
        return "Nobody is left in " + group + " who may " + act + " " + esealId
                + ": its members requested the seal, changed the request or decided on it before, or there are none. "
                + "An administrator adds a person to the group.";
    }
}
