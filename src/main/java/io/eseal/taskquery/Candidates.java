package io.eseal.taskquery;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Whom the tasks of a query wait for: each is assigned to the owner or has one of the candidates.
 *
 * @param user candidate user
 * @param groups candidate groups
 * @param owner user to whom tasks may be assigned instead
 */
record Candidates(
        @Nullable String user,
        List<String> groups,
        @Nullable String owner) {

    /** Fields that may be set in an alternative that asks for the own and the groups' tasks alone. */
    private static final Set<String> OF_ALTERNATIVE = Set.of(
            "assignee",
            "candidateUser",
            "candidateGroup",
            "candidateGroups",
            "cachedCandidateGroups",
            "cachedUserGroups",
            "includeAssignedTasks",
            "queries",
            "isOrQueryActive");

    private static final List<Field> FIELDS = Stream.of(TaskQueryImpl.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !OF_ALTERNATIVE.contains(field.getName()))
            .peek(ReflectionUtils::makeAccessible)
            .toList();

    /** Returns whom all tasks of the query wait for; empty if the query does not say. */
    static Optional<Candidates> of(TaskQueryImpl query) {
        List<TaskQueryImpl> parts = query.getQueries();
        return parts.stream()
                .filter(Candidates::namesCandidates)
                .filter(part -> part == query || asksForNothingElse(part))
                .findFirst()
                .map(part -> new Candidates(
                        part.getCandidateUser(),
                        Objects.requireNonNullElse(part.getCandidateGroups(), List.of()),
                        part == query ? null : part.getAssignee()));
    }

    /** Returns how many conditions of the query are on a task's links to users and groups. */
    static long links(TaskQueryImpl query) {
        return query.getQueries().stream()
                .mapToLong(part -> (asksForCandidates(part) ? 1 : 0) + (part.getInvolvedUser() == null ? 0 : 1))
                .sum();
    }

    private static boolean asksForCandidates(TaskQueryImpl part) {
        return part.getCandidateUser() != null
                || part.getCandidateGroups() != null
                || part.getCandidateGroupLike() != null
                || isTrue(part.isWithCandidateGroups())
                || isTrue(part.isWithCandidateUsers());
    }

    private static boolean namesCandidates(TaskQueryImpl part) {
        boolean named = part.getCandidateUser() != null
                || part.getCandidateGroups() != null
                        && !part.getCandidateGroups().isEmpty();
        return named && part.getCandidateGroupLike() == null;
    }

    private static boolean asksForNothingElse(TaskQueryImpl alternative) {
        TaskQueryImpl blank = new TaskQueryImpl();
        return FIELDS.stream()
                .allMatch(field ->
                        same(ReflectionUtils.getField(field, alternative), ReflectionUtils.getField(field, blank)));
    }

    // The engine takes an empty array and none for the same.
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return Objects.equals(one, other) || one != null && one.getClass().isArray() && Array.getLength(one) == 0;
    }

    private static boolean isTrue(@Nullable Boolean set) {
        return Boolean.TRUE.equals(set);
    }
}
