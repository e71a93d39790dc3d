package io.eseal.security;

import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** The lists that Tasklist opens with. */
@Component
class TaskFilters {

    private final FilterService filters;
    private final TaskService tasks;

    TaskFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    record Shared(String filterId, List<String> groups) {
    }

    /** Creates what is missing; returns each filter with the groups that may read it. */
    List<Shared> ensure() {
        return List.of(
                // Tasklist opens with the first one, which must not be empty for those who only ever claim.
                new Shared(filter("To do", 5, "What waits for me or for anyone of my groups.",
                        tasks.createTaskQuery().or()
                                .taskAssigneeExpression("${currentUser()}")
                                .taskCandidateGroupInExpression("${currentUserGroups()}")
                                .endOr()), Groups.ALL),
                new Shared(filter("My tasks", 10, "What waits for me.",
                        tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}")), Groups.ALL),
                new Shared(filter("My groups' tasks", 20, "What anyone of my groups may take.",
                        tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}")), Groups.ALL),
                new Shared(filter("All tasks", 30, "Every open task.", tasks.createTaskQuery()),
                        List.of(Groups.OPERATORS, Groups.AUDITORS)));
    }

    private String filter(String name, int priority, String description, TaskQuery query) {
        var existing = filters.createFilterQuery().filterName(name).listPage(0, 1);
        if (!existing.isEmpty()) {
            return existing.get(0).getId();
        }
        return filters.saveFilter(filters.newTaskFilter(name)
                .setQuery(query.orderByTaskPriority().desc().orderByTaskCreateTime().asc())
                .setProperties(Map.of("description", description, "priority", priority, "refresh", true))).getId();
    }
}
