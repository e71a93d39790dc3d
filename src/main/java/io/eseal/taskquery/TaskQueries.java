package io.eseal.taskquery;

import io.eseal.counting.LargeCounts;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Lists and counts the tasks that a person may see by {@link OwnStatements}. What the service asks for itself, and
 * whatever the engine does not check by its plain permissions, is left to the engine's statements.
 */
class TaskQueries extends TaskManager {

    private final int few;
    private final LargeCounts largeCounts;
    /** By whom; several queries of one command ask for the same. */
    private final Map<Object, Grants> grants = new HashMap<>();

    /**
     * Makes the queries of one command.
     *
     * @param few up to so many permissions or waiting tasks, a query starts from these; with more, from all tasks in
     *     their order
     * @param largeCounts keeps numbers that are larger
     */
    TaskQueries(int few, LargeCounts largeCounts) {
        this.few = few;
        this.largeCounts = largeCounts;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Task> findTasksByQueryCriteria(TaskQueryImpl query) {
        configureQuery(query);
        if (!isOurs(query)) {
            return super.findTasksByQueryCriteria(query);
        }
        query.setParameter(visibility(query).parameter());
        return getDbEntityManager().selectList(OwnStatements.TASKS, query);
    }

    @Override
    public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
        configureQuery(query);
        if (!isOurs(query)) {
            return super.findTaskCountByQueryCriteria(query);
        }
        Object asked = asked(query);
        return largeCounts.largerThan(few, asked).orElseGet(() -> counted(query, asked));
    }

    private long counted(TaskQueryImpl query, Object asked) {
        Visibility visibility = visibility(query).limitedTo(few + 1);
        query.setParameter(visibility.parameter());
        long count = count(getDbEntityManager(), OwnStatements.TASK_COUNT, query);
        if (count <= few) {
            return count;
        }
        visibility.limitedTo(null);
        Object key = key(query);
        long large = largeCounts.of(key, () -> count(getDbEntityManager(), OwnStatements.TASK_COUNT, query));
        largeCounts.keepAlso(asked, key);
        return large;
    }

    // What was asked and by whom, before anything is read: no statement is needed to know a number that is kept.
    private static Object asked(TaskQueryImpl query) {
        query.setParameter(new Visibility().parameter());
        return key(query);
    }

    // With cases, which this service has none of, the engine shows more than permissions tell.
    private static boolean isOurs(TaskQueryImpl query) {
        return isOurs(query.getAuthCheck()) && !query.getAuthCheck().isUseLeftJoin();
    }

    /** Tells whether the query is a person's, and permissions that are given decide alone. */
    static boolean isOurs(AuthorizationCheck check) {
        return check.getShouldPerformAuthorizatioCheck()
                && check.getAuthUserId() != null
                && !check.isRevokeAuthorizationCheckEnabled()
                && check.getPermissionChecks().getCompositeChecks().isEmpty();
    }

    /** Returns the number that the statement counts. */
    static long count(DbEntityManager database, String statement, Object query) {
        return (Long) database.selectOne(statement, query);
    }

    /** What a person has permissions on, asked for once in a command. */
    private final class Grants {

        private final List<String> definitions;
        private @Nullable Boolean few;

        Grants(TaskQueryImpl query) {
            definitions = TaskQueries.definitions(getDbEntityManager(), query);
        }

        boolean areFew(TaskQueryImpl query) {
            if (few == null) {
                few = count(getDbEntityManager(), OwnStatements.GRANT_COUNT, query) <= TaskQueries.this.few;
            }
            return few;
        }
    }

    private Grants grants(TaskQueryImpl query) {
        AuthorizationCheck check = query.getAuthCheck();
        return grants.computeIfAbsent(
                Arrays.asList(check.getAuthUserId(), check.getAuthGroupIds()), person -> new Grants(query));
    }

    private Visibility visibility(TaskQueryImpl query) {
        DbEntityManager database = getDbEntityManager();
        Grants granted = grants(query);
        boolean joins = Candidates.links(query) > 1;
        Visibility visibility = new Visibility()
                .joinsCandidates(joins)
                .distinct(
                        joins || query.getOrderingProperties().stream().anyMatch(order -> order.getRelation() != null))
                .definitions(granted.definitions);
        query.setParameter(visibility.parameter());
        if (visibility.dependsOnTasks()) {
            visibility.fewGrants(granted.areFew(query));
        }
        Optional<Candidates> waitingFor = joins ? Optional.empty() : Candidates.of(query);
        waitingFor.ifPresent(candidates -> visibility
                .waitingFor(candidates.user(), candidates.groups(), candidates.owner())
                .few(count(database, OwnStatements.CANDIDATE_COUNT, query) <= few));
        return visibility;
    }

    /** Returns the definitions on all of whose tasks or variables the caller has a permission; * for those of each. */
    @SuppressWarnings("unchecked")
    static List<String> definitions(DbEntityManager database, Object query) {
        return database.selectListWithRawParameter(OwnStatements.WIDE_GRANTS, query, 0, Integer.MAX_VALUE);
    }

    // The statement with its parameters: what differs in nothing has the same number, whoever asks. "Now" is a minute.
    private static List<@Nullable Object> key(TaskQueryImpl query) {
        Configuration engine =
                Context.getProcessEngineConfiguration().getSqlSessionFactory().getConfiguration();
        BoundSql statement = engine.getMappedStatement(OwnStatements.TASK_COUNT).getBoundSql(query);
        MetaObject properties = engine.newMetaObject(query);
        List<@Nullable Object> key = new ArrayList<>(List.of(statement.getSql()));
        for (ParameterMapping parameter : statement.getParameterMappings()) {
            String name = parameter.getProperty();
            Object value = statement.hasAdditionalParameter(name)
                    ? statement.getAdditionalParameter(name)
                    : properties.getValue(name);
            key.add(value instanceof Date date ? date.toInstant().truncatedTo(ChronoUnit.MINUTES) : value);
        }
        return key;
    }
}
