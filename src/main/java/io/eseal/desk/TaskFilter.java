package io.eseal.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * A list of tasks in Tasklist.
 *
 * @param key identifies the list, whatever its name is
 * @param color colour of the name; readable on white and on Tasklist's grey
 * @param groups groups to which Tasklist shows the list
 * @param columns variables that Tasklist shows below each task, with their labels
 * @param restriction conditions that select the tasks of the list
 */
record TaskFilter(
        String key,
        String name,
        String description,
        String color,
        Set<String> groups,
        List<Column> columns,
        UnaryOperator<TaskQuery> restriction) {

    /** Property of the engine's filter that holds {@link #key}; the filter is found again by it. */
    static final String KEY = "eseal";

    /** A variable that Tasklist shows, with its label. */
    record Column(String variable, String label) {}

    TaskFilter {
        groups = Set.copyOf(groups);
        columns = List.copyOf(columns);
    }

    /**
     * Returns the properties of the filter in the form that Tasklist reads.
     *
     * @param position place of the list among all lists, from 0
     */
    Map<String, Object> properties(int position) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(KEY, key);
        properties.put("description", description);
        properties.put("color", color);
        properties.put("priority", position);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put(
                "variables",
                new ArrayList<>(columns.stream()
                        .map(column -> Map.of("name", column.variable(), "label", column.label()))
                        .toList()));
        return properties;
    }

    /** Returns the query of the list: highest priority first, then earliest due date. */
    TaskQuery query(TaskQuery all) {
        return restriction
                .apply(all)
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }
}
