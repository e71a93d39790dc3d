package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.security.RunAsSystem;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** The tasks that a request waits for. */
@Component
class OpenTasks {

    private final TaskService tasks;
    private final RunAsSystem access;

    OpenTasks(TaskService tasks, RunAsSystem access) {
        this.tasks = tasks;
        this.access = access;
    }

    /** Whoever may see the request may see what it waits for, also where the task is another group's. */
    List<EsealDetail.OpenTask> of(EsealId esealId) {
        return access.call(
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

    Optional<Task> first(EsealId esealId, List<String> keys) {
        return access.call(() -> tasks
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
                task.getAssignee(),
                groups,
                task.getCreateTime().toInstant());
    }
}
