package io.eseal.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * A list of tasks that Tasklist offers.
 *
 * @param key tells this list from the others, whatever its name
 * @param color of its name: readable on white and on Tasklist's grey
 * @param groups whom Tasklist offers it to
 * @param columns variables that Tasklist shows under each task, with their labels
 * @param restriction what is in it
 */
record TaskFilter(
        String key,
        String name,
        String description,
        String color,
        Set<String> groups,
        List<Column> columns,
        UnaryOperator<TaskQuery> restriction) {

    /** The property by which a filter of ours is found again. */
    static final String KEY = "eseal";

    record Column(String variable, String label) {}

    TaskFilter {
        groups = Set.copyOf(groups);
        columns = List.copyOf(columns);
    }

    /** As Tasklist understands them. */
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

    /** What is urgent first, then what is due first. */
    TaskQuery query(TaskQuery all) {
        return restriction
                .apply(all)
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }
}
