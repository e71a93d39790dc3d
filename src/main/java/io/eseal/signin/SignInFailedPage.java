package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows once why this service cannot accept a person whom the provider signed in, in place of the static page without a
 * reason.
 */
class SignInFailedPage extends OncePerRequestFilter {

    static final String REASON = SignInFailedPage.class.getName();
    private static final RequestMatcher PAGE = Paths.get(Paths.SIGN_IN_FAILED);

    /** Keeps the reason in the session for the page to which the browser is sent. */
    static void keep(HttpServletRequest request, RefusedSignIn refusal) {
        request.getSession().setAttribute(REASON, refusal.reason());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGE.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(REASON) instanceof String reason) {
            session.removeAttribute(REASON);
            SignInPage.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "This service cannot take your account",
                    reason + ". Those who run your organisation's sign-in can change that.",
                    request.getContextPath());
            return;
        }
        chain.doFilter(request, response);
    }
}
