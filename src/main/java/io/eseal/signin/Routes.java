package io.eseal.signin;

import io.eseal.security.Groups;
import jakarta.servlet.DispatcherType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Permits addresses by group; the controllers check whether the single request is open to the caller. */
final class Routes {

    private static final String[] ANY_GROUP = Groups.ALL.toArray(String[]::new);

    private Routes() {}

    static void permit(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll();
        routes.requestMatchers(Paths.paths(
                        "/actuator/health",
                        "/actuator/health/**",
                        "/login",
                        "/default-ui.css",
                        "/favicon.ico",
                        Paths.SIGNED_OUT,
                        Paths.SIGN_IN_FAILED))
                .permitAll();
        // Opened by a secret of its own, which the resource asks for.
        routes.requestMatchers(Paths.post("/api/webhooks/certcentral")).permitAll();
        api(routes);
        routes.requestMatchers(Paths.paths("/actuator/**")).hasAnyAuthority(Groups.OPERATORS, Groups.ADMINISTRATORS);
        // Camunda's page for a first administrator would let any first visitor become one.
        routes.requestMatchers(Paths.paths("/camunda/api/admin/setup/**")).denyAll();
        routes.requestMatchers(Paths.CAMUNDAS_OWN_LOGIN).denyAll();
        // Camunda's login view, shown when a session ends, asks for the engines' names before it signs anyone in.
        routes.requestMatchers(Paths.get("/camunda/api/engine/engine/")).permitAll();
        EngineRoutes.permit(routes);
        routes.requestMatchers(Paths.paths("/camunda/api/cockpit/**"))
                .hasAnyAuthority(Groups.OPERATORS, Groups.AUDITORS, Groups.ADMINISTRATORS);
        routes.requestMatchers(Paths.paths("/camunda/api/admin/plugin/**")).hasAuthority(Groups.ADMINISTRATORS);
        // Closed to people who are in no group.
        routes.requestMatchers(Paths.paths("/", "/camunda", "/camunda/**", "/engine-rest", "/forms/**", "/webjars/**"))
                .hasAnyAuthority(ANY_GROUP);
        routes.anyRequest().denyAll();
    }

    private static void api(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        routes.requestMatchers(Paths.API_PAGE).hasAnyAuthority(ANY_GROUP);
        routes.requestMatchers(Paths.post("/api/eseals")).hasAuthority(Groups.REQUESTERS);
        routes.requestMatchers(Paths.get("/api/eseals/{id}/evidence"))
                .hasAnyAuthority(Groups.AUDITORS, Groups.REQUESTERS);
        routes.requestMatchers(Paths.get("/api/eseals/{id}/proof"), Paths.post("/api/eseals/{id}/proof"))
                .hasAuthority(Groups.REQUESTERS);
        routes.requestMatchers(Paths.get("/api/eseals"), Paths.get("/api/eseals/**"))
                .hasAnyAuthority(ANY_GROUP);
        routes.requestMatchers(Paths.put("/api/eseals/{id}/csr")).hasAuthority(Groups.REQUESTERS);
        routes.requestMatchers(Paths.post("/api/eseals/{id}/card-payment")).hasAuthority(Groups.FINANCE);
        routes.requestMatchers(
                        Paths.post("/api/eseals/{id}/cancellation"),
                        Paths.post("/api/eseals/{id}/revocation"),
                        Paths.post("/api/eseals/{id}/reissue"),
                        Paths.post("/api/eseals/{id}/renewal"))
                .hasAnyAuthority(Groups.REQUESTERS, Groups.OPERATORS);
        routes.requestMatchers(Paths.post("/api/retries"), Paths.post("/api/retries/{id}"))
                .hasAuthority(Groups.OPERATORS);
        routes.requestMatchers(Paths.get("/api/retries"))
                .hasAnyAuthority(Groups.OPERATORS, Groups.AUDITORS, Groups.ADMINISTRATORS);
        routes.requestMatchers(Paths.post("/api/ledger-checks")).hasAuthority(Groups.OPERATORS);
        routes.requestMatchers(Paths.get("/api/ledger-checks"), Paths.get("/api/ledger-checks/{id}"))
                .hasAnyAuthority(Groups.OPERATORS, Groups.AUDITORS);
    }
}
