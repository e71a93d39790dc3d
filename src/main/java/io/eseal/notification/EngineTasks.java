package io.eseal.notification;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.security.RunAsSystem;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Reads open tasks of requests with the service's own permissions. */
@Component
@ConditionalOnMail
class EngineTasks {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RunAsSystem system;

    EngineTasks(TaskService tasks, RuntimeService runtime, RunAsSystem system) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.system = system;
    }

    /** Returns the open task with this id; empty if there is none. */
    Optional<WaitingTask> find(String id) {
        return system.call(() -> withRequests(tasks.createTaskQuery().taskId(id).list())).stream()
                .findFirst();
    }

    /** Returns the open tasks that became due after the first moment and before the second. */
    List<WaitingTask> due(Instant after, Instant before) {
        return system.call(() -> withRequests(tasks.createTaskQuery()
                .processDefinitionKey(EsealLifecycle.PROCESS)
                .active()
                .dueAfter(Date.from(after))
                .dueBefore(Date.from(before))
                .orderByDueDate()
                .asc()
                .list()));
    }

    /** Returns those of the ids whose tasks are still open. */
    Set<String> open(Collection<String> ids) {
        return system
                .call(() -> tasks.createTaskQuery()
                        .taskIdIn(ids.toArray(String[]::new))
                        .list())
                .stream()
                .map(Task::getId)
                .collect(Collectors.toSet());
    }

    private List<WaitingTask> withRequests(List<Task> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, EsealId> requests = runtime
                .createProcessInstanceQuery()
                .processInstanceIds(
                        found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()))
                .list()
                .stream()
                .filter(instance -> EsealId.read(instance.getBusinessKey()).isPresent())
                .collect(Collectors.toMap(ProcessInstance::getId, instance -> EsealId.of(instance.getBusinessKey())));
        return found.stream()
                .flatMap(task -> Stream.ofNullable(requests.get(task.getProcessInstanceId()))
                        .map(esealId -> WaitingTask.of(task, esealId, tasks.getIdentityLinksForTask(task.getId()))))
                .toList();
    }
}
