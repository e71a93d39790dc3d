package io.eseal.signin;

import java.util.Arrays;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Addresses that the rules of sign-in and permission name. */
final class Paths {

    static final String CAMUNDA_USER = "/camunda/api/admin/auth/user/default";
    static final String SIGNED_OUT = "/signed-out.html";
    static final String SIGN_IN_FAILED = "/sign-in-failed.html";

    static final RequestMatcher CAMUNDA = paths("/camunda/**");
    static final RequestMatcher CAMUNDA_LOGIN = post("/camunda/api/admin/auth/user/{engine}/login/{app}");
    /** Addresses at which Camunda itself would check a password, in all spellings that its router accepts. */
    static final RequestMatcher CAMUNDAS_OWN_LOGIN = paths("/camunda/api/admin/auth/user/{engine}/login/**");

    static final RequestMatcher CAMUNDA_LOGOUT = post("/camunda/api/admin/auth/user/{engine}/logout");
    static final RequestMatcher LOGIN = get("/login");
    static final RequestMatcher LOGIN_OR_LOGOUT = new OrRequestMatcher(post("/login"), post("/logout"));
    static final RequestMatcher API_PAGE = paths(
            "/api/docs", "/api/docs/**", "/api/openapi", "/api/openapi/**", "/api/openapi.yaml", "/api/swagger-ui/**");
    /** Addresses that machines call. */
    static final RequestMatcher MACHINES = paths("/api/**", "/engine-rest/**");
    /** Pages to which people return after the sign-in. */
    static final RequestMatcher PAGES = new OrRequestMatcher(
            get("/"),
            get("/camunda"),
            get("/camunda/"),
            get("/camunda/app/**"),
            get("/api/docs"),
            get("/api/swagger-ui/**"),
            get("/forms/card/page.html"),
            get("/forms/proof/page.html"));
    /** Versioned files of Camunda's web applications, which browsers may store. */
    static final RequestMatcher CAMUNDA_FILES = new OrRequestMatcher(
            get("/camunda/lib/**"),
            get("/camunda/app/{app}/scripts/**"),
            get("/camunda/app/{app}/styles/**"),
            get("/camunda/app/{app}/assets/**"));

    /** Page into which card data is typed, with its files. */
    static final RequestMatcher CARD_FORM = paths("/forms/card/**");

    private Paths() {}

    static RequestMatcher get(String pattern) {
        return method(HttpMethod.GET, pattern);
    }

    static RequestMatcher post(String pattern) {
        return method(HttpMethod.POST, pattern);
    }

    static RequestMatcher put(String pattern) {
        return method(HttpMethod.PUT, pattern);
    }

    static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(pattern))
                .toList());
    }

    private static RequestMatcher method(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }
}
