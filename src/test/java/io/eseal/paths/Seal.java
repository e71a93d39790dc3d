package io.eseal.paths;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/**
 * One request on its way through the process: people act, time passes, CertCentral reports; the engine's mechanics stay
 * in here.
 */
final class Seal {

    private final ProcessEngine engine = PathEngine.ENGINE;
    private final ProcessInstance instance;
    private final Set<String> seen = new HashSet<>();

    private Seal(ProcessInstance instance) {
        this.instance = instance;
    }

    static Seal requested(ObjectNode body) {
        return as(
                        Person.REQUESTER,
                        () -> new Seal(PathEngine.ENGINE
                                .getRuntimeService()
                                .startProcessInstanceByKey(
                                        EsealLifecycle.PROCESS,
                                        EsealId.next().value(),
                                        Map.of(Variables.REQUEST, ProcessVariables.jsonValue(body)))))
                .settle();
    }

    static Seal of(String id) {
        return new Seal(PathEngine.ENGINE
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(id)
                        .singleResult())
                .settle();
    }

    ProcessInstance instance() {
        return instance;
    }

    String id() {
        return (String) variable(Variables.ESEAL_ID);
    }

    Seal does(Person person, String task) {
        return does(person, task, Map.of());
    }

    /** The person completes the task, then the engine does what it can do at once. */
    Seal does(Person person, String task, Map<String, Object> fields) {
        return does(person, task(task), fields);
    }

    Seal decides(Person person, String task, String decision) {
        return does(person, task, Map.of(Variables.DECISION, decision));
    }

    Seal decides(Person person, String task, String decision, String comment) {
        return does(person, task, Map.of(Variables.DECISION, decision, Variables.COMMENT, comment));
    }

    /** The person takes the approval decision that waits for the group. */
    Seal decidesFor(String group, Person person, String decision, String comment) {
        Task task = approvalOf(group);
        return does(person, task, Map.of(Variables.DECISION, decision, Variables.COMMENT, comment));
    }

    Seal approvedFor(String group, Person person) {
        return decidesFor(group, person, "approve", "");
    }

    /** The requester changes the request at a task of theirs. */
    Seal corrects(Person person, String task, ObjectNode request) {
        return does(person, task, Map.of(Variables.REQUEST, ProcessVariables.jsonValue(request)));
    }

    private Seal does(Person person, Task task, Map<String, Object> fields) {
        as(person, () -> {
            engine.getTaskService().complete(task.getId(), fields);
            return this;
        });
        return settle();
    }

    Seal hears(String message) {
        return hears(message, Map.of());
    }

    Seal hears(String message, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(id())
                .setVariables(variables)
                .correlate();
        return settle();
    }

    /** Time passes until the timer is due, and it fires. */
    Seal waitsFor(String timer) {
        Job job = timer(timer);
        if (job.getDuedate().after(ClockUtil.getCurrentTime())) {
            ClockUtil.setCurrentTime(job.getDuedate());
        }
        engine.getManagementService().executeJob(job.getId());
        return settle();
    }

    /** Somebody sets the timer to this moment, and it fires. */
    Seal isToldThatItIsTimeFor(String timer) {
        engine.getManagementService().executeJob(timer(timer).getId());
        return settle();
    }

    /** An administrator starts the activity by hand. */
    Seal isMovedTo(String activity) {
        engine.getRuntimeService()
                .createProcessInstanceModification(instance.getId())
                .startBeforeActivity(activity)
                .execute();
        return settle();
    }

    /** How long from now until the timer is due. */
    Duration untilDue(String timer) {
        return Duration.between(
                ClockUtil.getCurrentTime().toInstant(),
                timer(timer).getDuedate().toInstant());
    }

    /** Does all that waits for nobody, as the job executor would. */
    Seal settle() {
        List<Job> due = due();
        while (!due.isEmpty()) {
            engine.getManagementService().executeJob(due.get(0).getId());
            due = due();
        }
        return this;
    }

    private List<Job> due() {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .messages()
                .list();
    }

    /** Somebody with the engine's console writes variables. */
    void isGiven(Map<String, Object> variables) {
        engine.getRuntimeService().setVariables(instance.getId(), variables);
    }

    /** Somebody with the engine's console starts the request at the place. */
    Seal isMovedTo(Person person, String place) {
        return as(person, () -> {
            engine.getRuntimeService()
                    .createProcessInstanceModification(instance.getId())
                    .startBeforeActivity(place)
                    .execute();
            return this;
        });
    }

    /** Somebody with the engine's console writes over the request. */
    Seal isTamperedWith(ObjectNode request) {
        engine.getRuntimeService()
                .setVariable(instance.getId(), Variables.REQUEST, ProcessVariables.jsonValue(request));
        return this;
    }

    /** A person does, by hand. */
    Seal isTamperedWith(Person person, ObjectNode request) {
        return as(person, () -> isTamperedWith(request));
    }

    /** The activities passed or reached since the last look, in their order, without gateways. */
    List<String> passed() {
        return look(activity -> !activity.getActivityType().endsWith("Gateway")
                && !activity.getActivityType().equals("multiInstanceBody"));
    }

    /** Ignores in {@link #passed()} what happened so far. */
    Seal soFar() {
        passed();
        return this;
    }

    private List<String> look(Predicate<HistoricActivityInstance> interesting) {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .filter(activity -> seen.add(activity.getId()))
                .filter(interesting)
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    Task task(String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .taskDefinitionKey(key)
                .singleResult();
    }

    Task approvalOf(String group) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .taskDefinitionKey(EsealLifecycle.Elements.USER_APPROVE_REQUEST)
                .taskCandidateGroup(group)
                .singleResult();
    }

    /** The groups whose approval is open. */
    List<String> openApprovals() {
        return engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .taskDefinitionKey(EsealLifecycle.Elements.USER_APPROVE_REQUEST)
                .list()
                .stream()
                .map(task -> (String) engine.getTaskService().getVariable(task.getId(), Variables.APPROVER_GROUP))
                .sorted()
                .toList();
    }

    JsonNode request() {
        return json(Variables.REQUEST);
    }

    /** The sentences of what is wrong. */
    List<String> findings() {
        return json(Variables.FINDINGS).findValuesAsText("message");
    }

    Object variable(String name) {
        HistoricVariableInstance found = engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .variableName(name)
                .disableCustomObjectDeserialization()
                .singleResult();
        return found == null ? null : found.getValue();
    }

    Date date(String name) {
        return (Date) variable(name);
    }

    private JsonNode json(String name) {
        return Paths.read(String.valueOf(variable(name)));
    }

    private Job timer(String id) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .timers()
                .activityId(id)
                .singleResult();
    }

    private static Seal as(Person person, java.util.function.Supplier<Seal> act) {
        var identity = PathEngine.ENGINE.getIdentityService();
        identity.setAuthentication(person.userId(), person.groups());
        try {
            return act.get();
        } finally {
            identity.clearAuthentication();
        }
    }
}
