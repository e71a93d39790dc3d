package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down guessing where the engine asks a caller for the present password, so that a session left open does not
 * reveal it.
 */
class PresentPasswordFilter extends OncePerRequestFilter {

    private static final RequestMatcher CREDENTIALS = EngineRoutes.calls(HttpMethod.PUT, "/user/{id}/credentials");

    private final PasswordDoor door;
    private final ProblemResponses problems;

    PresentPasswordFilter(PasswordDoor door, ProblemResponses problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CREDENTIALS.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        var user = who == null ? "" : who.getName();
        PasswordDoor.Attempt look;
        try {
            look = door.open(user);
        } catch (TooManyTriesException e) {
            problems.commence(request, response, e);
            return;
        }
        chain.doFilter(request, response);
        // The engine answers 400 to a wrong password.
        if (response.getStatus() == HttpServletResponse.SC_BAD_REQUEST) {
            look.wrong();
        }
    }
}
