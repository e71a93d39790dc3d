package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a change in the web applications that does not bring the session's token, and leaves the session as it is.
 * Camunda's own filter, which comes after, would end it: a page left open since an earlier sign-in would take from its
 * user what is being typed in the others.
 */
final class WebappTokenFilter extends OncePerRequestFilter {

    private final ProblemResponses problems;

    WebappTokenFilter(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CsrfConstants.CSRF_NON_MODIFYING_METHODS_PATTERN
                .matcher(request.getMethod())
                .matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isToken(request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME), request.getSession(false))) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "This page was opened before the current sign-in, or the call does not come from it. Load it again.");
        }
    }

    private static boolean isToken(@Nullable String given, @Nullable HttpSession session) {
        return given != null
                && session != null
                && session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME) instanceof String token
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
