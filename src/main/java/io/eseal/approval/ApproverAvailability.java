package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.RunAsSystem;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskDoers;
import io.eseal.task.UserTaskDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Alerts operators to a task whose whole group is barred from it, because the request would wait for ever. Withdraws
 * the alarm as soon as a member of the group may do the task, and raises it again when needed. Unassigns a task from an
 * assignee who is barred from it.
 */
@Component
class ApproverAvailability {

    private static final int TOP = 100;
    private static final String BELOW = "\n\n";

    private final EsealRegister register;
    private final TaskCatalogue catalogue;
    private final GroupMembers members;
    private final TaskService tasks;
    private final RunAsSystem system;
    private final NoEligibleApproverNotices notices;

    ApproverAvailability(
            EsealRegister register,
            TaskCatalogue catalogue,
            GroupMembers members,
            TaskService tasks,
            RunAsSystem system,
            NoEligibleApproverNotices notices) {
        this.register = register;
        this.catalogue = catalogue;
        this.members = members;
        this.tasks = tasks;
        this.system = system;
        this.notices = notices;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) && task.getExecution() != null) {
            EsealId.read(task.getExecution().getProcessBusinessKey())
                    .flatMap(id ->
                            noEligibleApprover(id, task.getId(), task.getTaskDefinitionKey(), task.getCandidates()))
                    .ifPresent(found -> {
                        task.setPriority(TOP);
                        task.setDescription(above(found, task.getDescription()));
                        task.setVariableLocal(Variables.NOBODY_LEFT, true);
                        notices.raise(found);
                    });
        }
    }

    /**
     * Checks the open tasks of a request again: a decision or a change of a group can leave a task without anybody who
     * may do it, or end that.
     *
     * @param exceptTask id of a task to skip; empty to skip none
     */
    void lookAgain(EsealId esealId, String processInstanceId, String exceptTask) {
        system.run(() -> tasks
                .createTaskQuery()
                .processInstanceId(processInstanceId)
                .taskDefinitionKeyIn(watched().toArray(String[]::new))
                .list()
                .stream()
                .filter(task -> !task.getId().equals(exceptTask))
                .forEach(task -> lookAgain(esealId, task)));
    }

    /** Returns the ids of the task definitions that can be left without anybody who may do them. */
    List<String> watched() {
        return catalogue.ids(task -> task.doers().actOfDoers().isPresent());
    }

    private void lookAgain(EsealId esealId, Task task) {
        letGo(esealId, task);
        boolean raised = tasks.getVariableLocal(task.getId(), Variables.NOBODY_LEFT) != null;
        Optional<NoEligibleApprover> found = noEligibleApprover(
                esealId, task.getId(), task.getTaskDefinitionKey(), tasks.getIdentityLinksForTask(task.getId()));
        if (found.isPresent() && !raised) {
            show(task, found.get());
        } else if (found.isEmpty() && raised) {
            takeBack(esealId, task);
        }
    }

    /** Unassigns the task from a barred assignee, who cannot complete it and would block it for others. */
    private void letGo(EsealId esealId, Task task) {
        if (task.getAssignee() != null
                && catalogue
                        .find(task.getTaskDefinitionKey())
                        .filter(definition ->
                                barred(esealId, definition.doers()).contains(UserId.of(task.getAssignee())))
                        .isPresent()) {
            tasks.setAssignee(task.getId(), null);
        }
    }

    private static Set<UserId> barred(EsealId esealId, TaskDoers doers) {
        return doers.bar().map(bar -> bar.barred(esealId)).orElse(Set.of());
    }

    private void show(Task task, NoEligibleApprover found) {
        task.setPriority(TOP);
        task.setDescription(above(found, task.getDescription()));
        tasks.saveTask(task);
        tasks.setVariableLocal(task.getId(), Variables.NOBODY_LEFT, true);
        notices.raise(found);
    }

    private static String above(NoEligibleApprover found, String description) {
        return description == null ? found.sentence() : found.sentence() + BELOW + description;
    }

    private void takeBack(EsealId esealId, Task task) {
        int end = task.getDescription() == null ? -1 : task.getDescription().indexOf(BELOW);
        task.setPriority(notices.priority(esealId, task.getId()));
        task.setDescription(end < 0 ? null : task.getDescription().substring(end + BELOW.length()));
        tasks.saveTask(task);
        tasks.removeVariableLocal(task.getId(), Variables.NOBODY_LEFT);
        notices.over(esealId, task);
    }

    private Optional<NoEligibleApprover> noEligibleApprover(
            EsealId esealId, String taskId, String key, Collection<IdentityLink> links) {
        return catalogue
                .find(key)
                .map(UserTaskDefinition::doers)
                .flatMap(doers -> doers.actOfDoers()
                        .flatMap(act -> register.find(esealId)
                                .flatMap(eseal -> group(eseal, doers, links)
                                        .filter(group -> members.allAmong(group, barred(eseal.id(), doers)))
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

    private static String sentence(EsealId esealId, String group, String act) {
        return "Nobody is left in " + group + " who may " + act + " " + esealId
                + ": its members requested the seal, changed the request or decided on it before, or there are none. "
                + "An administrator adds a person to the group.";
    }
}
