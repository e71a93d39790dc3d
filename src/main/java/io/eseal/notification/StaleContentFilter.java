package io.eseal.notification;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Removes entries of a mail that are out of date since it was written: completed tasks and resolved incidents. */
@Component
@ConditionalOnMail
class StaleContentFilter {

    private final EngineTasks tasks;
    private final EngineIncidents incidents;

    StaleContentFilter(EngineTasks tasks, EngineIncidents incidents) {
        this.tasks = tasks;
        this.incidents = incidents;
    }

    /**
     * Returns the facts without entries that are out of date.
     *
     * @return empty if a list has no entry left: the mail is not sent then
     */
    Optional<Map<String, Object>> of(Map<String, Object> facts) {
        return rest(facts, "tasks", tasks::open).flatMap(left -> rest(left, "incidents", incidents::open));
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> rest(
            Map<String, Object> facts, String name, Function<Collection<String>, Set<String>> open) {
        if (!(facts.get(name) instanceof List<?> entries)) {
            return Optional.of(facts);
        }
        List<Map<String, Object>> all = (List<Map<String, Object>>) entries;
        Set<String> still =
                open.apply(all.stream().map(entry -> (String) entry.get("id")).toList());
        List<Map<String, Object>> left =
                all.stream().filter(entry -> still.contains(entry.get("id"))).toList();
        Map<String, Object> rest = new HashMap<>(facts);
        rest.put(name, left);
        return left.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
}
