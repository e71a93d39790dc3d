package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks waiting tasks again when people joined or left a group, because the engine publishes no event for that. While
 * the groups stay as they are, it reads nothing else; when they change, it reads the tasks that the change can matter
 * to. What else can leave a task without anybody is checked when it happens, and when approvers are reminded.
 */
@Component
class ApproverAvailabilitySweep {

    private static final Logger log = LoggerFactory.getLogger(ApproverAvailabilitySweep.class);

    private final KnownMembers members;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EsealRegister register;
    private final ApproverAvailability people;
    private final TransactionTemplate transaction;

    ApproverAvailabilitySweep(
            KnownMembers members,
            TaskService tasks,
            RuntimeService runtime,
            EsealRegister register,
            ApproverAvailability people,
            TransactionTemplate transaction) {
        this.members = members;
        this.tasks = tasks;
        this.runtime = runtime;
        this.register = register;
        this.people = people;
        this.transaction = transaction;
    }

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration approverSweepInterval(ApprovalSettings settings) {
        return settings.sweepInterval();
    }

    @Scheduled(fixedDelayString = "#{@approverSweepInterval}", initialDelayString = "#{@approverSweepInterval}")
    @SchedulerLock(name = "approver-availability-sweep", lockAtMostFor = "PT5M")
    void sweep() {
        MemberChange change = members.change();
        if (!change.isNone()
                && touched(change).stream().filter(instance -> !look(instance)).count() == 0) {
            members.done(change);
        }
    }

    /**
     * Returns the instances with a task that the change may have left without anybody, since somebody left its group,
     * or have given somebody, since somebody joined.
     */
    private Set<String> touched(MemberChange change) {
        if (change.isFirst()) {
            return instances(tasks.createTaskQuery());
        }
        Set<String> touched = new TreeSet<>();
        if (change.somebodyJoined()) {
            touched.addAll(instances(tasks.createTaskQuery().taskVariableValueEquals(Variables.NOBODY_LEFT, true)));
        }
        change.left()
                .forEach(group -> touched.addAll(instances(
                        tasks.createTaskQuery().taskCandidateGroup(group).includeAssignedTasks())));
        return touched;
    }

    private Set<String> instances(TaskQuery query) {
        return query
                .processDefinitionKey(EsealLifecycle.PROCESS)
                .taskDefinitionKeyIn(people.watched().toArray(String[]::new))
                .unlimitedList()
                .stream()
                .map(Task::getProcessInstanceId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean look(String instance) {
        try {
            transaction.executeWithoutResult(status -> runtime.createProcessInstanceQuery()
                    .processInstanceId(instance)
                    .list()
                    .forEach(running -> {
                        // A decision at the same moment runs the same check: one waits for the other.
                        EsealId id = EsealId.of(running.getBusinessKey());
                        register.lock(id);
                        people.lookAgain(id, instance, "");
                    }));
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "Who may act in the process {} could not be found out; the next sweep tries again: {}",
                    instance,
                    e.getMessage());
            return false;
        }
    }
}
