package io.eseal.setup;

import io.eseal.security.Groups;
import io.eseal.signin.DemoOrigin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes away, at a start outside of the demo, what the demo permitted on the same database, where everybody may act as
 * the administrator: every permission that neither this service nor the engine gives itself. Permissions of everybody
 * go at any such start, because nobody may give one.
 */
@Component
class DemoPermissions {

    private static final Logger log = LoggerFactory.getLogger(DemoPermissions.class);

    /** Property of the engine that says where permissions were last given. */
    static final String GIVEN_IN = "eseal.permissions-given-in";

    static final String DEMO = "demo";
    private static final String PRODUCTION = "production";
    private static final int OF_WORK =
            permissions(List.of(Permissions.READ, Permissions.UPDATE, Permissions.TASK_WORK));

    private final AuthorizationService authorizations;
    private final ManagementService management;
    private final TaskService tasks;
    private final JdbcClient jdbc;
    private final boolean demo;

    DemoPermissions(
            AuthorizationService authorizations,
            ManagementService management,
            TaskService tasks,
            JdbcClient jdbc,
            Environment environment) {
        this.authorizations = authorizations;
        this.management = management;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Removes the demo's permissions and names them in the log; in the demo, records that it ran on the database. */
    void remove() {
        if (!demo) {
            boolean ofTheDemo = ranHere();
            List<Authorization> removed = ofTheDemo ? whatIsNotKept() : everybodys();
            removed.forEach(given -> authorizations.deleteAuthorization(given.getId()));
            if (!removed.isEmpty()) {
                log.warn(
                        "These permissions were removed, because {}: {}.",
                        ofTheDemo
                                ? "the demo ran on this database, where anybody could give them"
                                : "nobody may permit something to everybody",
                        String.join(
                                "; ",
                                removed.stream().map(DemoPermissions::words).toList()));
            }
        }
        management.setProperty(GIVEN_IN, demo ? DEMO : PRODUCTION);
    }

    /** Tells whether the permission is everybody's, present and future users included. */
    static boolean reachesEverybody(Authorization given) {
        return given.getAuthorizationType() == Authorization.AUTH_TYPE_GLOBAL
                || Authorization.ANY.equals(given.getUserId());
    }

    private List<Authorization> whatIsNotKept() {
        return authorizations.createAuthorizationQuery().list().stream()
                .filter(given -> reachesEverybody(given) || !isKept(given))
                .toList();
    }

    // The engine keeps those of all users under this id. Asked so, because each open task has permissions of its own.
    private List<Authorization> everybodys() {
        return authorizations
                .createAuthorizationQuery()
                .userIdIn(Authorization.ANY)
                .list();
    }

    // A demo of an earlier version left users, and no property.
    private boolean ranHere() {
        return Optional.ofNullable(management.getProperties().get(GIVEN_IN))
                .map(DEMO::equals)
                .orElseGet(() -> jdbc.sql("select count(*) from ACT_ID_INFO where KEY_ = :key")
                                .param("key", DemoOrigin.KEY)
                                .query(Long.class)
                                .single()
                        > 0);
    }

    private boolean isKept(Authorization given) {
        return given.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                && (isOfTheEngine(given) || given.getGroupId() != null && isOfThisService(given));
    }

    /** Tells whether the engine itself gave it: of the own account, the own group, or a task that waits for one. */
    private boolean isOfTheEngine(Authorization given) {
        String holder = given.getGroupId() == null ? given.getUserId() : given.getGroupId();
        Resources own = given.getGroupId() == null ? Resources.USER : Resources.GROUP;
        return given.getResourceType() == own.resourceType()
                        && given.getResourceId().equals(holder)
                || given.getResourceType() == Resources.TASK.resourceType()
                        && (permissions(given) & ~OF_WORK) == 0
                        && waits(given);
    }

    private boolean waits(Authorization given) {
        TaskQuery task = tasks.createTaskQuery().taskId(given.getResourceId());
        return (given.getGroupId() == null
                                ? task.taskAssignee(given.getUserId())
                                : task.taskCandidateGroup(given.getGroupId()).includeAssignedTasks())
                        .count()
                > 0;
    }

    private static boolean isOfThisService(Authorization given) {
        return given.getGroupId().equals(Groups.ADMINISTRATORS)
                || given.getResourceType() == Resources.FILTER.resourceType()
                        && Groups.ALL.contains(given.getGroupId())
                        && permissions(given) == Permissions.READ.getValue()
                || Grant.all().stream()
                        .anyMatch(grant -> grant.group().equals(given.getGroupId())
                                && grant.resource().resourceType() == given.getResourceType()
                                && grant.resourceId().equals(given.getResourceId())
                                && permissions(grant.permissions()) == permissions(given));
    }

    private static int permissions(Authorization given) {
        return Stream.<Permission[]>of(Permissions.values(), ProcessDefinitionPermissions.values())
                .flatMap(Stream::of)
                .filter(given::isPermissionGranted)
                .mapToInt(Permission::getValue)
                .reduce(0, (one, other) -> one | other);
    }

    private static int permissions(List<Permission> permissions) {
        return permissions.stream().mapToInt(Permission::getValue).reduce(0, (one, other) -> one | other);
    }

    private static String words(Authorization given) {
        String resource = Stream.of(Resources.values())
                .filter(known -> known.resourceType() == given.getResourceType())
                .map(Resources::resourceName)
                .findFirst()
                .orElseGet(() -> "resource " + given.getResourceType());
        String who = given.getGroupId() == null ? "user " + given.getUserId() : "group " + given.getGroupId();
        return resource + " " + given.getResourceId() + " of "
                + (reachesEverybody(given) ? "everybody" : who)
                + (given.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE ? " (a revocation)" : "");
    }
}
