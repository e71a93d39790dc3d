package io.eseal.taskquery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of {@link OwnStatements} beside the query: a map, because MyBatis reads no records by expressions. Texts
 * of the statement depend on it, the result does not, but for {@link #limitedTo}.
 */
final class Visibility {

    private final Map<String, @Nullable Object> values = new HashMap<>();

    Visibility() {
        values.put("candidateUser", null);
        values.put("candidateGroups", List.of());
        values.put("assignee", null);
        values.put("few", false);
        values.put("fewGrants", false);
        values.put("rowByRow", true);
        values.put("joinsCandidates", false);
        values.put("distinct", false);
        values.put("limit", null);
        definitions(List.of());
    }

    /** Returns what the statements read. */
    Map<String, @Nullable Object> parameter() {
        return values;
    }

    /**
     * Sets the resources on which the caller has a permission for all that belongs to them: definitions' keys, or all.
     */
    Visibility definitions(List<String> resources) {
        values.put("all", resources.contains("*"));
        values.put(
                "definitions",
                resources.stream().filter(key -> !key.equals("*")).sorted().toList());
        return this;
    }

    /** Tells whether permissions on single tasks decide. */
    boolean dependsOnTasks() {
        return Boolean.FALSE.equals(values.get("all")) && List.of().equals(values.get("definitions"));
    }

    /** Lets the query start from the caller's permissions. */
    Visibility fewGrants(boolean few) {
        values.put("fewGrants", few);
        return this;
    }

    /** Names whom all tasks of the query wait for. */
    Visibility waitingFor(@Nullable String user, List<String> groups, @Nullable String assignee) {
        values.put("candidateUser", user);
        values.put("candidateGroups", groups);
        values.put("assignee", assignee);
        return this;
    }

    /** Lets the query start from the tasks that wait for the query's candidates. */
    Visibility few(boolean few) {
        values.put("few", few);
        return this;
    }

    /** Sets that conditions on candidates mean one and the same link, for which links are joined as the engine does. */
    Visibility joinsCandidates(boolean joins) {
        values.put("joinsCandidates", joins);
        return this;
    }

    /** Sets that rows may repeat. */
    Visibility distinct(boolean distinct) {
        values.put("distinct", distinct);
        return this;
    }

    /** Ends a count after so many; without a limit, the database may join all rows at once. */
    Visibility limitedTo(@Nullable Integer limit) {
        values.put("limit", limit);
        values.put("rowByRow", limit != null);
        return this;
    }
}
