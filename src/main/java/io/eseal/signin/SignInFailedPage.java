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
 * Tells somebody whom the provider signed in, and this service did not, why: once, in place of the page that knows no
 * reason.
 */
class SignInFailedPage extends OncePerRequestFilter {

    private static final String REASON = SignInFailedPage.class.getName();
    private static final RequestMatcher PAGE = Paths.get(Paths.SIGN_IN_FAILED);

    /** Keeps the reason for the page that the browser is sent to. */
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
