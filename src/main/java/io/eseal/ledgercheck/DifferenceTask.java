package io.eseal.ledgercheck;

import io.eseal.security.Groups;
import io.eseal.security.RunAsSystem;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Shows operators the differences in a single task in Tasklist, which belongs to no process and is completed by hand.
 */
@Component
class DifferenceTask {

    static final String NAME = "Clear up ledger differences";
    private static final int MOST_SHOWN = 15;
    private static final int COLUMN_WIDTH = 4000;

    private final TaskService tasks;
    private final RunAsSystem system;
    private final Clock clock;

    DifferenceTask(TaskService tasks, RunAsSystem system, Clock clock) {
        this.tasks = tasks;
        this.system = system;
        this.clock = clock;
    }

    /**
     * Updates the open task, or opens one when there are new differences: a task that people closed does not come back
     * while nothing changes.
     */
    void show(long checkId, List<Difference> differences, boolean hasNews) {
        system.run(() -> {
            String text = text(checkId, differences);
            open().ifPresentOrElse(task -> describe(task, text), () -> {
                if (hasNews) {
                    create(text);
                }
            });
        });
    }

    private Optional<Task> open() {
        return tasks.createTaskQuery().taskName(NAME).list().stream()
                .filter(task -> task.getProcessInstanceId() == null)
                .findFirst();
    }

    private void describe(Task task, String text) {
        task.setDescription(text);
        tasks.saveTask(task);
    }

    private void create(String text) {
        Task task = tasks.newTask();
        task.setName(NAME);
        task.setDescription(text);
        task.setDueDate(Date.from(clock.instant()));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), Groups.OPERATORS);
    }

    /** Returns a numbered list, because Tasklist shows the description as one paragraph. */
    private static String text(long checkId, List<Difference> differences) {
        if (differences.isEmpty()) {
            return "Ledger and CertCentral do not differ any more, see /api/ledger-checks/" + checkId + ".";
        }
        String shown = IntStream.range(0, Math.min(differences.size(), MOST_SHOWN))
                        .mapToObj(i -> (i + 1) + ") " + differences.get(i).sentence())
                        .collect(Collectors.joining("\n"))
                + (differences.size() > MOST_SHOWN ? "\n… and " + (differences.size() - MOST_SHOWN) + " more." : "");
        String text = "Ledger and CertCentral differ, see /api/ledger-checks/" + checkId + ":\n" + shown;
        return text.length() > COLUMN_WIDTH ? text.substring(0, COLUMN_WIDTH) : text;
    }
}
