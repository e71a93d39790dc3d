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
 * What of the engine's REST interface each group may call at all: what Tasklist asks for, what Cockpit shows, what
 * operators mend. The engine then decides about the single task or instance; some of its operations, such as reading or
 * deleting the attachments of any task, it leaves open to everybody who is signed in, so that nothing is open that is
 * not named here.
 */
final class EngineRoutes {

    /** Wherever the engine's interface hangs. */
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
                // Passwords are checked by the service's own sign-in, models are deployed with it, and it has neither
                // cases nor decision graphs.
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
                // Whom a task waits for is the process's; the values of variables come as JSON, never as parts that
                // name a class.
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
                // Tasks come from the process and end by completion; its steps run when they are due.
                .add(
                        calls(HttpMethod.POST, "/task/create", "/job/{id}/execute"),
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

    /** Each of some hundred patterns would take the path apart anew. */
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

    /** What Tasklist and the Welcome page ask for; of whom and of which task, the engine decides. */
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

    /** What would take away what the engine has written down, or a step that a request still has to take. */
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

    /** What Cockpit shows. */
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

    /** What operators mend: tries of a job, a stop and a go, a note on an incident or a task. */
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

    /** Calls of the engine by these paths, wherever its interface hangs. */
    static RequestMatcher calls(HttpMethod method, String... paths) {
        return new OrRequestMatcher(everywhere(paths)
                .map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(method, path))
                .toList());
    }

    /** With and without a slash at the end, as the engine's router takes them and Cockpit writes them. */
    private static Stream<String> everywhere(String... paths) {
        return Arrays.stream(paths)
                .flatMap(path -> PLACES.stream().map(place -> place + path))
                .flatMap(path -> path.endsWith("/**") ? Stream.of(path) : Stream.of(path, path + "/"));
    }
}
