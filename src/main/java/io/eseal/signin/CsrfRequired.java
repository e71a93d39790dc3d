package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Demands a CSRF token for a change in a browser's session, and for sign-in and sign-out. Calls with credentials of
 * their own, or with none, need no token: another site cannot misuse them.
 */
class CsrfRequired implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        if (!CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                // Camunda's web applications have a CSRF filter of their own.
                || Paths.CAMUNDA.matches(request)) {
            return false;
        }
        return Paths.LOGIN_OR_LOGOUT.matches(request) || request.getSession(false) != null;
    }
}
