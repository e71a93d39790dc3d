package io.eseal.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Answers refusals as RFC 9457 problem details, which machines can read. */
@Component
class ProblemResponses implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ObjectMapper json;
    private final OidcSettings oidc;
    private final AuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();

    ProblemResponses(ObjectMapper json, OidcSettings oidc) {
        this.json = json;
        this.oidc = oidc;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException, ServletException {
        if (refusal instanceof TooManyTriesException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, TooManyTriesException.RETRY_AFTER);
            write(request, response, HttpStatus.TOO_MANY_REQUESTS, refusal.getMessage());
            return;
        }
        if (oidc.on()) {
            bearer.commence(request, response, refusal);
            write(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    refusal instanceof OAuth2AuthenticationException invalid
                            ? invalid.getError().getDescription()
                            : "Sign in in a browser"
                                    + (oidc.bearerTokens() ? ", or send a bearer token of the provider." : "."));
            return;
        }
        // A challenge to a script in a page would open the browser's
        // own password dialog; only browsers send this header.
        if (request.getHeader("Sec-Fetch-Site") == null && !Paths.CAMUNDA.matches(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"eseal-orchestrator\", charset=\"UTF-8\"");
        }
        write(request, response, HttpStatus.UNAUTHORIZED, "Sign in with a valid user and password.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        write(request, response, HttpStatus.FORBIDDEN, reason(request, refusal));
    }

    private static String reason(HttpServletRequest request, AccessDeniedException refusal) {
        if (refusal instanceof CsrfException) {
            return "Send the value of the cookie " + SecurityConfiguration.CSRF_COOKIE + " in the header X-XSRF-TOKEN.";
        }
        if (!EngineRoutes.ALL.matches(request)) {
            return "Your groups do not permit this call.";
        }
        return isAdministrator()
                ? "Your groups do not permit this call of the engine, as no others do. This call of the engine is closed."
                : "Your groups do not permit this call of the engine; what is not part of their work only administrators may.";
    }

    private static boolean isAdministrator() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null && Caller.of(caller).in(Groups.ADMINISTRATORS);
    }

    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, @Nullable String detail)
            throws IOException {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setInstance(URI.create(request.getRequestURI()));
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
