package io.eseal.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.approval.ApprovalWaits;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.security.Actors;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Mails people about new tasks, and approvers about approvals that still wait. */
@Component
@ConditionalOnMail
class TaskNotices {

    private static final int MOST_FINDINGS = 20;

    private final EngineTasks tasks;
    private final TaskMailRules rules;
    private final EsealRegister register;
    private final Timeline timeline;
    private final Actors actors;
    private final Outbox outbox;

    TaskNotices(
            EngineTasks tasks,
            TaskMailRules rules,
            EsealRegister register,
            Timeline timeline,
            Actors actors,
            Outbox outbox) {
        this.tasks = tasks;
        this.rules = rules;
        this.register = register;
        this.timeline = timeline;
        this.actors = actors;
        this.outbox = outbox;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) && task.getExecution() != null) {
            EsealId.read(task.getExecution().getProcessBusinessKey())
                    .flatMap(register::find)
                    .ifPresent(eseal -> opened(task, eseal));
        }
    }

    @EventListener
    void on(ApprovalWaits waits) {
        tasks.find(waits.taskId())
                .ifPresent(task -> outbox.put(
                        waits.escalated() ? MailKind.ESCALATION : MailKind.REMINDER,
                        waits.escalated()
                                ? rules.escalation(task, waits.decided())
                                : rules.doers(task, waits.decided()),
                        Map.of("tasks", List.of(task.facts()))));
    }

    private void opened(DelegateTask created, Eseal eseal) {
        WaitingTask task = WaitingTask.of(created);
        // The person whose own action created the task sees it at once.
        if (task.assignee().isPresent() && task.assignee().equals(actors.signedIn())) {
            return;
        }
        MailKind kind = rules.kind(task);
        Map<String, Object> facts = MailModel.of(eseal);
        facts.put("tasks", List.of(task.facts()));
        switch (kind) {
            case CORRECTION_WANTED -> facts.put("findings", findings(created));
            case REVOCATION_WANTED ->
                timeline.last(eseal.id(), EventKind.REVOCATION_REQUESTED)
                        .ifPresentOrElse(
                                entry -> {
                                    facts.put("actor", entry.actor());
                                    facts.put(
                                            "reason",
                                            entry.as(SealEvents.RevocationRequested.class)
                                                    .map(SealEvents.RevocationRequested::reason)
                                                    .orElse(""));
                                },
                                () -> facts.put("actor", "Somebody"));
            case TASK_WAITING -> facts.put("what", String.valueOf(created.getDescription()));
            default -> {}
        }
        outbox.put(kind, rules.doers(task, Set.of()), facts);
    }

    /**
     * Returns the findings of the check as sentences, each after the name of its field, if it has one; at most twenty.
     */
    private static List<String> findings(DelegateTask task) {
        JsonNode findings = ProcessVariables.json(task, Variables.FINDINGS);
        return StreamSupport.stream(findings.spliterator(), false)
                .limit(MOST_FINDINGS)
                .map(finding -> {
                    String path = finding.path("path").asText().replaceFirst("^\\$\\.?", "");
                    return path.isEmpty()
                            ? finding.path("message").asText()
                            : path + ": " + finding.path("message").asText();
                })
                .toList();
    }
}
