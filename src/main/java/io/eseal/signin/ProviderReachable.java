package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 to the two steps of a sign-in that need the provider, the way to it and the way back, while the provider
 * does not answer. A provider that is not configured gives 404, where Spring Security would answer with a fault of the
 * server.
 */
class ProviderReachable extends OncePerRequestFilter {

    private static final RequestMatcher STEPS = Paths.paths("/oauth2/authorization/**", "/login/oauth2/code/**");

    private static final RequestMatcher THERE = Paths.paths("/oauth2/authorization/**");
    private static final RequestMatcher KNOWN = Paths.paths("/oauth2/authorization/" + ProviderDirectory.CLIENT);

    /**
     * Longest domain name (RFC 1035, 2.3.4). The session keeps the host that the caller names, as the address to return
     * to.
     */
    private static final int LONGEST_HOST = 255;

    private final ProviderDirectory directory;
    private final ProviderAwayAnswer away;

    ProviderReachable(ProviderDirectory directory, ProviderAwayAnswer away) {
        this.directory = directory;
        this.away = away;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !STEPS.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (THERE.matches(request) && !KNOWN.matches(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (request.getServerName().length() > LONGEST_HOST) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        try {
            directory.client();
        } catch (ProviderAwayException e) {
            away.write(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
