package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.security.RunAsSystem;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Finds the tasks that a request waits for. */
@Component
public class OpenTasks {

    private final TaskService tasks;
    private final RunAsSystem system;

    OpenTasks(TaskService tasks, RunAsSystem system) {
        this.tasks = tasks;
        this.system = system;
    }

    /**
     * Lists a request's open tasks, the oldest first. Callers who may see the request may see all of them, also tasks
     * of other groups.
     */
    List<EsealDetail.OpenTask> of(EsealId esealId) {
        return system.call(
                () -> tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .orderByTaskCreateTime()
                        .asc()
                        .list()
                        .stream()
                        .map(this::describe)
                        .toList());
    }

    /** Returns one open task of the request whose id in the model is among the keys; empty when there is none. */
    public Optional<Task> first(EsealId esealId, List<String> keys) {
        return system.call(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(esealId.value())
                .taskDefinitionKeyIn(keys.toArray(String[]::new))
                .list()
                .stream()
                .findFirst());
    }

    private EsealDetail.OpenTask describe(Task task) {
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .sorted()
                .toList();
        return new EsealDetail.OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                Optional.ofNullable(task.getAssignee()).map(UserId::of).orElse(null),
                groups,
                task.getCreateTime().toInstant());
    }
}
