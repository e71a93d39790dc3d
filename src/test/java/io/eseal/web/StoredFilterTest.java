package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stored filter is extended by the conditions of a call; those that exclude each other are the caller's mistake. */
class StoredFilterTest {

    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";

    private static ProcessEngine engine;

    @BeforeAll
    static void start() {
        engine = new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl("jdbc:h2:mem:storedfilter")
                .setProcessEngineName("storedfilter")
                .buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void clear() {
        engine.getIdentityService().clearAuthentication();
        engine.getFilterService()
                .createFilterQuery()
                .list()
                .forEach(filter -> engine.getFilterService().deleteFilter(filter.getId()));
    }

    static Stream<Arguments> excluding() {
        return Stream.of(
                both("user, group", query -> query.taskCandidateUserExpression(ME), q -> q.taskCandidateGroup("legal")),
                both(
                        "user, groups",
                        query -> query.taskCandidateUserExpression(ME),
                        query -> query.taskCandidateGroupIn(List.of("legal"))),
                both(
                        "group, user",
                        query -> query.taskCandidateGroupExpression(ME),
                        query -> query.taskCandidateUser("judge")),
                both(
                        "groups, user",
                        query -> query.taskCandidateGroupInExpression(MY_GROUPS),
                        query -> query.taskCandidateUser("judge")),
                both("due, none", query -> query.dueDateExpression("${now()}"), TaskQuery::withoutDueDate));
    }

    private static Arguments both(String name, UnaryOperator<TaskQuery> stored, UnaryOperator<TaskQuery> call) {
        return Arguments.of(Named.of(name, stored), call);
    }

    @ParameterizedTest
    @MethodSource("excluding")
    void conditions_that_exclude_each_other_are_told_as_such(
            UnaryOperator<TaskQuery> stored, UnaryOperator<TaskQuery> call) {
        engine.getIdentityService().setAuthentication("judge", List.of("legal"));
        Filter filter = engine.getFilterService()
                .newTaskFilter("mine")
                .setQuery(stored.apply(engine.getTaskService().createTaskQuery()));
        engine.getFilterService().saveFilter(filter);

        for (Throwable failed : List.of(
                catchThrowable(() -> engine.getFilterService()
                        .list(filter.getId(), call.apply(engine.getTaskService().createTaskQuery()))),
                catchThrowable(() -> engine.getFilterService()
                        .count(
                                filter.getId(),
                                call.apply(engine.getTaskService().createTaskQuery()))))) {
            assertThat(UnreadableCall.says(failed))
                    .hasValueSatisfying(
                            sentence -> assertThat(sentence).contains("Invalid query usage: cannot set both"));
        }
    }
}
