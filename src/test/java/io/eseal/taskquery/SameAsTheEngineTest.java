package io.eseal.taskquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.RandomCases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.runtime.VariableInstanceQuery;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random people see by random queries what the engine's own statements show them, in the same order. */
class SameAsTheEngineTest {

    private static final List<String> USERS = List.of("anna", "ben", "cleo", "dora");
    private static final List<String> GROUPS = List.of("legal", "security", "finance");
    private static final List<Integer> FEW = List.of(0, 4, 1000);
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final int WORLDS = 3;
    private static final int TASKS = 40;
    private static final int QUERIES = 20;

    private final Random random = RandomCases.of("task queries");

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void a_person_sees_the_same_tasks_and_variables(String database) throws Exception {
        Set<Integer> sizes = new HashSet<>();
        try (Engines engines =
                database.equals("H2") ? Engines.onH2() : Engines.onPostgres(EmbeddedPostgres.builder())) {
            List<ProcessEngine> ours = FEW.stream()
                    .map(few -> engines.withPlugin(few, Duration.ZERO))
                    .toList();
            for (int world = 0; world < WORLDS; world++) {
                List<String> tasks = world(engines.plain(), world == WORLDS - 1);
                for (int i = 0; i < QUERIES; i++) {
                    sizes.add(compare(engines.plain(), ours, tasks));
                }
                clear(engines.plain());
            }
        }
        assertThat(sizes).as("numbers of tasks that were seen").hasSizeGreaterThan(12);
    }

    private int compare(ProcessEngine plain, List<ProcessEngine> ours, List<String> tasks) {
        String user = pick(USERS);
        List<String> groups = some(GROUPS);
        Question question = new Question(random.nextLong(), tasks);
        int first = random.nextInt(4);
        int size = 1 + random.nextInt(6);
        List<String> expected =
                ids(as(user, groups, plain, engine -> question.of(engine).list()));
        long expectedCount =
                as(user, groups, plain, engine -> question.of(engine).count());
        VariableQuestion variables = new VariableQuestion(random.nextLong(), tasks);
        List<String> expectedVariables = variableIds(
                as(user, groups, plain, engine -> variables.of(engine).list()));
        for (ProcessEngine engine : ours) {
            String what = user + " of " + groups + " asks " + question;
            assertThat(ids(as(user, groups, engine, of -> question.of(of).list())))
                    .as(what)
                    .isEqualTo(expected);
            assertThat(ids(as(user, groups, engine, of -> question.of(of).listPage(first, size))))
                    .as(what)
                    .isEqualTo(expected.stream().skip(first).limit(size).toList());
            long count = as(user, groups, engine, of -> question.of(of).count());
            assertThat(count).as(what).isEqualTo(expectedCount);
            assertThat(variableIds(
                            as(user, groups, engine, of -> variables.of(of).list())))
                    .as("variables, %s", what)
                    .isEqualTo(expectedVariables);
            long variableCount = as(user, groups, engine, of -> variables.of(of).count());
            assertThat(variableCount).as("variables, %s", what).isEqualTo(expectedVariables.size());
        }
        return expected.size();
    }

    private static <T> T as(String user, List<String> groups, ProcessEngine engine, Function<ProcessEngine, T> asks) {
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return asks.apply(engine);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static List<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::getId).toList();
    }

    private static List<String> variableIds(List<VariableInstance> variables) {
        return variables.stream().map(VariableInstance::getId).sorted().toList();
    }

    /** Makes tasks and permissions; returns the tasks' ids. */
    private List<String> world(ProcessEngine engine, boolean revocations) {
        List<String> ids =
                IntStream.range(0, TASKS).mapToObj(i -> task(engine, i)).toList();
        int grants = random.nextInt(40);
        for (int i = 0; i < grants; i++) {
            grant(engine.getAuthorizationService(), ids, Authorization.AUTH_TYPE_GRANT);
        }
        if (revocations) {
            grant(engine.getAuthorizationService(), ids, Authorization.AUTH_TYPE_REVOKE);
        }
        return ids;
    }

    private String task(ProcessEngine engine, int number) {
        Task task;
        if (random.nextInt(5) == 0) {
            task = engine.getTaskService().newTask();
            engine.getTaskService().saveTask(task);
        } else {
            String instance = engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            pick(Engines.DEFINITIONS),
                            "key " + number % 7,
                            Map.of("colour", pick(List.of("red", "blue"))))
                    .getId();
            task = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult();
        }
        task.setPriority(50 + random.nextInt(2));
        task.setName("Name " + random.nextInt(5));
        maybe(() -> task.setDueDate(Date.from(NOON.plusSeconds(random.nextInt(3)))));
        maybe(() -> task.setFollowUpDate(Date.from(NOON.plusSeconds(random.nextInt(3)))));
        maybe(() -> task.setOwner(pick(USERS)));
        if (random.nextInt(3) == 0) {
            task.setAssignee(pick(USERS));
        }
        engine.getTaskService().saveTask(task);
        some(GROUPS).forEach(group -> engine.getTaskService().addCandidateGroup(task.getId(), group));
        some(USERS).stream().limit(1).forEach(user -> engine.getTaskService().addCandidateUser(task.getId(), user));
        maybe(() -> engine.getTaskService().setVariableLocal(task.getId(), "left", random.nextBoolean()));
        return task.getId();
    }

    private void grant(AuthorizationService service, List<String> tasks, int type) {
        boolean user = random.nextBoolean();
        String holder = user ? pick(USERS) : pick(GROUPS);
        boolean onTask = random.nextInt(4) > 0;
        String resource = onTask && random.nextInt(8) > 0
                ? pick(tasks)
                : random.nextInt(6) == 0 ? Authorization.ANY : pick(Engines.DEFINITIONS);
        Resource kind = onTask
                ? Resources.TASK
                : pick(List.of(Resources.PROCESS_DEFINITION, Resources.PROCESS_DEFINITION, Resources.PROCESS_INSTANCE));
        boolean everybody = type == Authorization.AUTH_TYPE_GRANT && random.nextInt(15) == 0;
        // The engine has given some itself, to candidates and assignees.
        boolean there = service.createAuthorizationQuery().resourceType(kind).resourceId(resource).list().stream()
                .anyMatch(given -> given.getAuthorizationType() == (everybody ? Authorization.AUTH_TYPE_GLOBAL : type)
                        && (everybody || holder.equals(user ? given.getUserId() : given.getGroupId())));
        if (there) {
            return;
        }
        Authorization authorization = service.createNewAuthorization(everybody ? Authorization.AUTH_TYPE_GLOBAL : type);
        if (everybody) {
            authorization.setUserId(Authorization.ANY);
        } else if (user) {
            authorization.setUserId(holder);
        } else {
            authorization.setGroupId(holder);
        }
        authorization.setResource(kind);
        authorization.setResourceId(resource);
        authorization.addPermission(permission(kind));
        service.saveAuthorization(authorization);
    }

    private Permission permission(Resource kind) {
        if (kind == Resources.PROCESS_DEFINITION) {
            return pick(List.<Permission>of(
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.ALL));
        }
        return pick(List.<Permission>of(Permissions.READ, Permissions.READ, Permissions.UPDATE));
    }

    private static void clear(ProcessEngine engine) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        authorizations
                .createAuthorizationQuery()
                .list()
                .forEach(given -> authorizations.deleteAuthorization(given.getId()));
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .list()
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), ""));
        engine.getTaskService()
                .createTaskQuery()
                .list()
                .forEach(task -> engine.getTaskService().deleteTask(task.getId(), true));
    }

    private void maybe(Runnable change) {
        if (random.nextBoolean()) {
            change.run();
        }
    }

    private <T> T pick(List<? extends T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private <T> List<T> some(List<T> among) {
        return among.stream().filter(one -> random.nextBoolean()).toList();
    }

    /** A random query, the same for each engine. */
    private static final class Question {

        private final long seed;
        private final List<String> tasks;

        Question(long seed, List<String> tasks) {
            this.seed = seed;
            this.tasks = tasks;
        }

        TaskQuery of(ProcessEngine engine) {
            Random random = new Random(seed);
            TaskQuery query = engine.getTaskService().createTaskQuery();
            restrict(query, random, random.nextInt(3), false);
            for (int i = random.nextInt(3); i > 0; i--) {
                restrict(query.or(), random, 1 + random.nextInt(3), true).endOr();
            }
            order(query, random);
            return query;
        }

        private TaskQuery restrict(TaskQuery query, Random random, int conditions, boolean alternative) {
            for (Consumer<TaskQuery> condition :
                    conditions(random, alternative).stream().limit(conditions).toList()) {
                condition.accept(query);
            }
            return query;
        }

        private List<Consumer<TaskQuery>> conditions(Random random, boolean alternative) {
            String user = USERS.get(random.nextInt(USERS.size()));
            String group = GROUPS.get(random.nextInt(GROUPS.size()));
            Date noon = Date.from(NOON.plusSeconds(random.nextInt(3)));
            List<Consumer<TaskQuery>> all = new ArrayList<>(List.of(
                    query -> query.taskAssignee(user),
                    query -> query.taskOwner(user),
                    query -> query.taskInvolvedUser(user),
                    query -> query.taskUnassigned(),
                    query -> query.taskPriority(50),
                    query -> query.dueBefore(noon),
                    query -> query.followUpBeforeOrNotExistent(noon),
                    query -> query.taskNameLike("%3%"),
                    query -> query.taskIdIn(tasks.get(0), tasks.get(1), tasks.get(2)),
                    query -> query.taskDefinitionKeyIn("task_one"),
                    query -> query.processDefinitionKey("two"),
                    query -> query.processInstanceBusinessKey("key 3"),
                    query -> query.processVariableValueEquals("colour", "red"),
                    query -> query.taskVariableValueEquals("left", true)));
            List<Consumer<TaskQuery>> candidates = new ArrayList<>(List.of(
                    query -> query.taskCandidateGroupIn(List.of(group, "legal")),
                    query -> query.taskCandidateGroup(group),
                    query -> query.taskCandidateGroupLike("%e%")));
            if (!alternative) {
                all.add(query -> query.withoutCandidateUsers());
                candidates.add(query -> query.withCandidateGroups());
                candidates.add(query -> query.withCandidateUsers());
                candidates.add(query -> query.taskCandidateGroupIn(GROUPS).includeAssignedTasks());
            }
            Collections.shuffle(all, random);
            if (random.nextInt(3) > 0) {
                all.add(
                        0,
                        random.nextInt(4) == 0
                                ? query -> query.taskCandidateUser(user)
                                : candidates.get(random.nextInt(candidates.size())));
            }
            if (alternative && random.nextBoolean()) {
                return List.of(candidates.get(0), query -> query.taskAssignee(user));
            }
            return all;
        }

        private static void order(TaskQuery query, Random random) {
            switch (random.nextInt(5)) {
                case 0 -> query.orderByTaskPriority().desc().orderByDueDate().asc();
                case 1 -> query.orderByTaskNameCaseInsensitive().asc();
                case 2 ->
                    query.orderByProcessVariable("colour", ValueType.STRING).desc();
                case 3 -> query.orderByTaskCreateTime().desc();
                default -> {
                    // By id alone.
                }
            }
            query.orderByTaskId().asc();
        }

        @Override
        public String toString() {
            return "question " + seed;
        }
    }

    private static final class VariableQuestion {

        private final long seed;
        private final List<String> tasks;

        VariableQuestion(long seed, List<String> tasks) {
            this.seed = seed;
            this.tasks = tasks;
        }

        VariableInstanceQuery of(ProcessEngine engine) {
            Random random = new Random(seed);
            VariableInstanceQuery query = engine.getRuntimeService().createVariableInstanceQuery();
            if (random.nextBoolean()) {
                query.variableName(random.nextBoolean() ? "colour" : "left");
            }
            if (random.nextInt(3) == 0) {
                query.taskIdIn(Stream.concat(tasks.stream().limit(15), Stream.of("none"))
                        .toArray(String[]::new));
            }
            return query;
        }
    }
}
