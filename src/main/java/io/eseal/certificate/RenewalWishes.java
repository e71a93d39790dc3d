package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.request.OpenTasks;
import io.eseal.request.RenewalRules;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Renews a seal because a person asks for it, outside of the task that asks the person. */
@Component
class RenewalWishes {

    private final RenewalRules rules;
    private final Renewals renewals;
    private final Timeline timeline;
    private final OpenTasks openTasks;
    private final TaskService tasks;

    RenewalWishes(RenewalRules rules, Renewals renewals, Timeline timeline, OpenTasks openTasks, TaskService tasks) {
        this.rules = rules;
        this.renewals = renewals;
        this.timeline = timeline;
        this.openTasks = openTasks;
        this.tasks = tasks;
    }

    /**
     * Starts the renewal in the current transaction, and completes the open task that asks for the decision: the step
     * behind it finds the renewal and starts no other.
     *
     * @throws org.springframework.web.ErrorResponseException 409 when the seal cannot be renewed now
     */
    EsealId renew(EsealId esealId, String reason) {
        rules.obstacle(esealId).ifPresent(why -> {
            throw Problems.conflict(why);
        });
        timeline.add(esealId, new SealEvents.RenewalRequested(reason));
        EsealId successor =
                renewals.start(esealId).orElseThrow(() -> Problems.conflict("The renewal is under way already."));
        openTasks
                .first(esealId, List.of(Elements.USER_DECIDE_RENEWAL))
                .ifPresent(task -> tasks.complete(
                        task.getId(), Map.of(Variables.DECISION, Outcome.RENEW.word(), Variables.COMMENT, reason)));
        return successor;
    }
}
