package io.eseal.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds people of tasks when they become due and escalates those that stay open: once for each due date, in one mail
 * for all tasks of a person. Leaves out tasks with timers in the model, such as approvals.
 */
@Component
@ConditionalOnMail
class OverdueTasks {

    static final String MARK = "overdue-tasks";
    private static final int MOST_SHOWN = 50;

    private final EngineTasks tasks;
    private final TaskMailRules rules;
    private final Outbox outbox;
    private final MailWatermarks watermarks;
    private final NotificationSettings settings;
    private final Clock clock;

    OverdueTasks(
            EngineTasks tasks,
            TaskMailRules rules,
            Outbox outbox,
            MailWatermarks watermarks,
            NotificationSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.rules = rules;
        this.outbox = outbox;
        this.watermarks = watermarks;
        this.settings = settings;
        this.clock = clock;
    }

    /** Mails about the tasks that became due since the last sweep; the first sweep only stores the starting point. */
    @Transactional
    public void sweep() {
        // The engine stores milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        watermarks.advance(MARK, now, told -> tell(told, now));
    }

    private void tell(Instant told, Instant now) {
        List<WaitingTask> due = tasks.due(told.minus(settings.escalateAfter()).minusMillis(1), now).stream()
                .filter(task -> !rules.isRemindedByModel(task))
                .toList();
        Predicate<Instant> isNew = moment -> !moment.isBefore(told) && moment.isBefore(now);
        put(
                MailKind.REMINDER,
                due.stream()
                        .filter(task -> isNew.test(task.due().orElseThrow()))
                        .toList(),
                task -> rules.doers(task, Set.of()));
        put(
                MailKind.ESCALATION,
                due.stream().filter(task -> isNew.test(escalation(task))).toList(),
                task -> rules.escalation(task, Set.of()));
    }

    /**
     * Returns when the task is escalated: as long after its due date as it had until then, at most
     * {@code escalateAfter}.
     */
    private Instant escalation(WaitingTask task) {
        Instant due = task.due().orElseThrow();
        Duration given = Duration.between(task.created(), due);
        return due.plus(
                given.compareTo(settings.escalateAfter()) < 0 && !given.isNegative()
                        ? given
                        : settings.escalateAfter());
    }

    private void put(MailKind kind, List<WaitingTask> waiting, Function<WaitingTask, Set<String>> told) {
        Map<String, List<Map<String, Object>>> byRecipient = new TreeMap<>();
        waiting.forEach(task -> told.apply(task)
                .forEach(recipient -> byRecipient
                        .computeIfAbsent(recipient, address -> new ArrayList<>())
                        .add(task.facts())));
        byRecipient.forEach((recipient, theirs) -> outbox.put(
                kind,
                List.of(recipient),
                Map.of(
                        "tasks",
                        theirs.subList(0, Math.min(theirs.size(), MOST_SHOWN)),
                        "more",
                        Math.max(0, theirs.size() - MOST_SHOWN))));
    }
}
