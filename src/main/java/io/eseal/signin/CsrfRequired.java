package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Only a browser's session can be ridden: calls that carry their own credentials, or none, need no token. */
class CsrfRequired implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        if (!CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                // Camunda's web applications bring a token filter of their own.
                || Paths.CAMUNDA.matches(request)) {
            return false;
        }
        return Paths.LOGIN_OR_LOGOUT.matches(request) || request.getSession(false) != null;
    }
}
