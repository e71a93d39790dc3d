package io.eseal.notification;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;

/**
 * An open task with the data for mails and deadlines.
 *
 * @param key id of the task in the model
 * @param groups groups whose members may do the task, besides the assignee
 * @param created when the engine created the task; {@link Instant#EPOCH} while it is being created
 * @param due when the task is due; empty if never
 */
record WaitingTask(
        String id,
        String key,
        String name,
        EsealId esealId,
        Optional<UserId> assignee,
        List<String> groups,
        Instant created,
        Optional<Instant> due) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** Returns the task that the engine is creating. */
    static WaitingTask of(DelegateTask task) {
        return new WaitingTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                EsealId.of(task.getExecution().getProcessBusinessKey()),
                Optional.ofNullable(task.getAssignee()).map(UserId::of),
                groups(task.getCandidates()),
                Instant.EPOCH,
                instant(task.getDueDate()));
    }

    /** Returns a task that the engine has stored. */
    static WaitingTask of(Task task, EsealId esealId, Collection<IdentityLink> links) {
        return new WaitingTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                esealId,
                Optional.ofNullable(task.getAssignee()).map(UserId::of),
                groups(links),
                task.getCreateTime().toInstant(),
                instant(task.getDueDate()));
    }

    /** Returns the facts about the task that mails show. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        facts.put("name", name);
        facts.put("esealId", esealId.value());
        facts.put("waitsFor", assignee.map(UserId::value).orElseGet(() -> String.join(", ", groups)));
        due.ifPresent(at -> facts.put("due", MINUTE.format(at)));
        return facts;
    }

    private static List<String> groups(Collection<IdentityLink> links) {
        return links.stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Instant> instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
