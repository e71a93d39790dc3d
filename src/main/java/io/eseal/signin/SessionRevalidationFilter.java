package io.eseal.signin;

import io.eseal.security.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of a user of the engine who was removed, was recorded as made in the demo, or whose groups changed
 * since sign-in; checks once a minute. Leaves sessions of an OpenID provider's users alone.
 */
class SessionRevalidationFilter extends OncePerRequestFilter {

    static final Duration LOOKS = Duration.ofMinutes(1);
    static final String LOOKED = SessionRevalidationFilter.class.getName();

    private final EngineUsers users;
    private final Clock clock;

    SessionRevalidationFilter(EngineUsers users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        var session = request.getSession(false);
        if (session != null && who instanceof UsernamePasswordAuthenticationToken && isTime(session) && !isStill(who)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private boolean isTime(HttpSession session) {
        var now = clock.millis();
        if (session.getAttribute(LOOKED) instanceof Long looked && Math.abs(now - looked) < LOOKS.toMillis()) {
            return false;
        }
        session.setAttribute(LOOKED, now);
        return true;
    }

    private boolean isStill(Authentication who) {
        var caller = Caller.of(who);
        return users.maySignIn(caller.id()) && caller.groups().equals(users.groups(caller.id()));
    }
}
