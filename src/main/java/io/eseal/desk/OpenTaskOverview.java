package io.eseal.desk;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.stereotype.Component;

/** Reads the open tasks of the person signed in at the engine. */
@Component
class OpenTaskOverview {

    private final FilterService filters;
    private final TaskService tasks;

    OpenTaskOverview(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /**
     * Returns the lists that the person may see, in their order, each with its number of open tasks. Only inside a
     * command of the engine does a list that was just read count its tasks without being read once more.
     */
    List<StartPageModel.Waiting> waiting() {
        return filters.createTaskFilterQuery().unlimitedList().stream()
                .sorted(Comparator.comparingInt(OpenTaskOverview::position))
                .map(filter -> new StartPageModel.Waiting(
                        filter.getId(),
                        filter.getName(),
                        property(filter, "description"),
                        property(filter, "color"),
                        filter.getQuery().count()))
                .toList();
    }

    /** Returns for each of the requests the person's open task that is due first; requests without one are left out. */
    Map<EsealId, StartPageModel.NextStep> nextSteps(UserId person, List<EsealId> esealIds) {
        if (!hasTask(person, esealIds)) {
            return Map.of();
        }
        Map<EsealId, StartPageModel.NextStep> steps = new HashMap<>();
        for (EsealId id : esealIds) {
            tasks.createTaskQuery()
                    .processInstanceBusinessKey(id.value())
                    .taskAssignee(person.value())
                    .orderByDueDate()
                    .asc()
                    .listPage(0, 1)
                    .forEach(task -> steps.put(id, new StartPageModel.NextStep(task.getId(), task.getName())));
        }
        return steps;
    }

    /** One question for all requests: most pages list none in which the person has something to do. */
    private boolean hasTask(UserId person, List<EsealId> esealIds) {
        return !esealIds.isEmpty()
                && tasks.createTaskQuery()
                                .processInstanceBusinessKeyIn(
                                        esealIds.stream().map(EsealId::value).toArray(String[]::new))
                                .taskAssignee(person.value())
                                .count()
                        > 0;
    }

    private static int position(Filter filter) {
        return filter.getProperties() != null && filter.getProperties().get("priority") instanceof Number position
                ? position.intValue()
                : 0;
    }

    private static String property(Filter filter, String name) {
        return filter.getProperties() == null
                ? ""
                : String.valueOf(filter.getProperties().getOrDefault(name, ""));
    }
}
