package io.eseal.signin;

import static org.springframework.security.authorization.AuthorityAuthorizationManager.hasAnyAuthority;

import io.eseal.security.Groups;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Permits calls of the engine's REST interface by group: those of Tasklist, of Cockpit, and the repairs of operators.
 * The engine then decides about the single task or instance. The engine leaves some operations open to everybody who is
 * signed in, such as reading or deleting the attachments of any task; so a call that is not named here is closed to all
 * but administrators.
 */
final class EngineRoutes {

    /** Addresses at which the engine's REST interface is reached. */
    private static final List<String> PLACES =
            List.of("/engine-rest", "/engine-rest/engine/{engine}", "/camunda/api/engine/engine/{engine}");

    static final RequestMatcher ALL = Paths.paths("/engine-rest/**", "/camunda/api/engine/**");

    private static final String[] ANY_GROUP = Groups.ALL.toArray(String[]::new);
    private static final String[] WATCHERS = {Groups.OPERATORS, Groups.AUDITORS, Groups.ADMINISTRATORS};
    private static final String[] MENDERS = {Groups.OPERATORS, Groups.ADMINISTRATORS};

    private EngineRoutes() {}

    static void permit(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        var rules = rules();
        routes.requestMatchers(any("/**"))
                .access((caller, call) -> withItsPathParsed(
                        call.getRequest(),
                        () -> new AuthorizationDecision(
                                rules.authorize(caller, call.getRequest()).isGranted())));
    }

    private static AuthorizationManager<HttpServletRequest> rules() {
        return RequestMatcherDelegatingAuthorizationManager.builder()
                .add(
                        calls(
                                HttpMethod.GET,
                                "/case-definition",
                                "/case-definition/count",
                                "/process-definition/statistics"),
                        hasAnyAuthority(WATCHERS))
                // The service itself checks passwords and deploys models at its start; it has neither cases nor
                // decision graphs.
                .add(
                        any(
                                "/identity/verify",
                                "/case-definition/**",
                                "/case-instance/**",
                                "/case-execution/**",
                                "/history/case-instance/**",
                                "/history/case-definition/**",
                                "/history/case-activity-instance/**",
                                "/history/decision-requirements-definition/**"),
                        SingleResultAuthorizationManager.denyAll())
                .add(changes("/deployment/**", "/telemetry/**"), SingleResultAuthorizationManager.denyAll())
                // The process assigns tasks; values of variables come as JSON,
                // never as parts of a form that name a class.
                .add(
                        changes(
                                "/task/{id}/identity-links",
                                "/task/{id}/identity-links/delete",
                                "/task/{id}/variables/{name}/data",
                                "/task/{id}/localVariables/{name}/data",
                                "/process-instance/{id}/variables/{name}/data",
                                "/execution/{id}/localVariables/{name}/data"),
                        SingleResultAuthorizationManager.denyAll())
                .add(trail(), SingleResultAuthorizationManager.denyAll())
                // The process creates tasks and completion ends them; its jobs run when they are due.
                .add(
                        calls(
                                HttpMethod.POST,
                                "/task/create",
                                "/job/{id}/execute",
                                // Batches leave no entry in the timelines of the requests that they change.
                                "/job/retries",
                                "/process-instance/job-retries",
                                "/process-instance/job-retries-historic-query-based",
                                "/process-instance/suspended-async"),
                        SingleResultAuthorizationManager.denyAll())
                .add(calls(HttpMethod.DELETE, "/task/{id}"), SingleResultAuthorizationManager.denyAll())
                .add(calls(HttpMethod.GET, "/engine"), hasAnyAuthority(ANY_GROUP))
                .add(work(), hasAnyAuthority(ANY_GROUP))
                .add(start(), hasAnyAuthority(Groups.REQUESTERS, Groups.ADMINISTRATORS))
                .add(watch(), hasAnyAuthority(WATCHERS))
                .add(mend(), hasAnyAuthority(MENDERS))
                .add(any("/**"), hasAnyAuthority(Groups.ADMINISTRATORS))
                .build();
    }

    /** Parses the path once for all rules, since each of about a hundred patterns would parse it again. */
    private static <T> T withItsPathParsed(HttpServletRequest request, Supplier<T> rules) {
        if (ServletRequestPathUtils.hasParsedRequestPath(request)) {
            return rules.get();
        }
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return rules.get();
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }

    /** Matches calls of Tasklist and of the Welcome page; the engine decides on the single user and task. */
    private static RequestMatcher work() {
        return new OrRequestMatcher(
                calls(
                        HttpMethod.GET,
                        "/task",
                        "/task/count",
                        "/task/{id}",
                        "/task/{id}/form",
                        "/task/{id}/deployed-form",
                        "/task/{id}/form-variables",
                        "/task/{id}/variables",
                        "/task/{id}/variables/{name}",
                        "/task/{id}/identity-links",
                        "/filter",
                        "/filter/count",
                        "/filter/{id}",
                        "/filter/{id}/list",
                        "/filter/{id}/count",
                        "/process-definition",
                        "/process-definition/count",
                        "/process-definition/{id}",
                        "/process-definition/{id}/xml",
                        "/process-definition/{id}/startForm",
                        "/process-definition/{id}/deployed-start-form",
                        "/process-definition/{id}/form-variables",
                        "/process-definition/key/{key}",
                        "/history/user-operation",
                        "/authorization/check",
                        "/identity/groups",
                        "/identity/password-policy",
                        "/user",
                        "/user/count",
                        "/user/{id}/profile",
                        "/group",
                        "/group/count"),
                calls(
                        HttpMethod.POST,
                        "/task",
                        "/task/count",
                        "/filter/{id}/list",
                        "/filter/{id}/count",
                        "/task/{id}/claim",
                        "/task/{id}/unclaim",
                        "/task/{id}/complete",
                        "/task/{id}/submit-form",
                        "/task/{id}/resolve",
                        "/task/{id}/delegate",
                        "/task/{id}/assignee",
                        "/task/{id}/bpmnError",
                        "/identity/password-policy"),
                calls(HttpMethod.PUT, "/task/{id}", "/user/{id}/profile", "/user/{id}/credentials"),
                calls(HttpMethod.OPTIONS, "/filter", "/filter/{id}"));
    }

    /** Matches calls that would remove records of the engine, or a job that a request still needs. */
    private static RequestMatcher trail() {
        return new OrRequestMatcher(
                calls(
                        HttpMethod.DELETE,
                        "/history/**",
                        "/job/**",
                        "/task/{id}/comment/**",
                        "/task/{id}/comment",
                        "/task/{id}/attachment/**",
                        "/process-instance/{id}/comment/**",
                        "/process-instance/{id}/comment"),
                calls(
                        HttpMethod.POST,
                        "/history/process-instance/delete",
                        "/history/process-instance/set-removal-time",
                        "/history/decision-instance/delete",
                        "/history/decision-instance/set-removal-time",
                        "/history/batch/set-removal-time"),
                calls(
                        HttpMethod.PUT,
                        "/task/{id}/comment",
                        "/process-instance/{id}/comment",
                        "/process-definition/{id}/history-time-to-live",
                        "/process-definition/key/{key}/history-time-to-live",
                        "/process-definition/key/{key}/tenant-id/{tenant}/history-time-to-live",
                        "/decision-definition/{id}/history-time-to-live",
                        "/decision-definition/key/{key}/history-time-to-live",
                        "/decision-definition/key/{key}/tenant-id/{tenant}/history-time-to-live"));
    }

    private static RequestMatcher start() {
        return calls(
                HttpMethod.POST,
                "/process-definition/{id}/start",
                "/process-definition/{id}/submit-form",
                "/process-definition/key/{key}/start",
                "/process-definition/key/{key}/submit-form");
    }

    /** Matches calls of Cockpit that read. */
    private static RequestMatcher watch() {
        return new OrRequestMatcher(
                calls(
                        HttpMethod.GET,
                        "/process-definition/**",
                        "/process-instance/**",
                        "/execution/**",
                        "/task/**",
                        "/history/**",
                        "/incident/**",
                        "/job/**",
                        "/job-definition/**",
                        "/variable-instance/**",
                        "/event-subscription/**",
                        "/external-task",
                        "/external-task/count",
                        "/decision-definition/**",
                        "/decision-requirements-definition",
                        "/decision-requirements-definition/count",
                        "/deployment/**",
                        "/batch/**"),
                calls(
                        HttpMethod.POST,
                        queries(
                                "/process-instance",
                                "/execution",
                                "/job",
                                "/job-definition",
                                "/variable-instance",
                                "/external-task",
                                "/history/process-instance",
                                "/history/activity-instance",
                                "/history/task",
                                "/history/variable-instance",
                                "/history/detail",
                                "/history/job-log",
                                "/history/external-task-log")));
    }

    /** Matches repairs by operators: retries of a job, suspension and activation, notes on an incident or a task. */
    private static RequestMatcher mend() {
        return new OrRequestMatcher(
                calls(
                        HttpMethod.PUT,
                        "/job/{id}/retries",
                        "/job-definition/{id}/retries",
                        "/job/{id}/suspended",
                        "/process-instance/{id}/suspended",
                        "/incident/{id}/annotation"),
                calls(HttpMethod.POST, "/task/{id}/comment/create"),
                calls(HttpMethod.DELETE, "/incident/{id}/annotation"));
    }

    private static String[] queries(String... lists) {
        return Arrays.stream(lists)
                .flatMap(list -> Stream.of(list, list + "/count"))
                .toArray(String[]::new);
    }

    private static RequestMatcher changes(String... paths) {
        return new OrRequestMatcher(Stream.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)
                .map(method -> calls(method, paths))
                .toList());
    }

    private static RequestMatcher any(String... paths) {
        return Paths.paths(everywhere(paths).toArray(String[]::new));
    }

    /** Matches calls of the engine by method and paths, at each address of its REST interface. */
    static RequestMatcher calls(HttpMethod method, String... paths) {
        return new OrRequestMatcher(everywhere(paths)
                .map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(method, path))
                .toList());
    }

    /**
     * Returns each path at each address, with and without a slash at its end: the engine's router accepts both, and
     * Cockpit uses both.
     */
    private static Stream<String> everywhere(String... paths) {
        return Arrays.stream(paths)
                .flatMap(path -> PLACES.stream().map(place -> place + path))
                .flatMap(path -> path.endsWith("/**") ? Stream.of(path) : Stream.of(path, path + "/"));
    }
}
