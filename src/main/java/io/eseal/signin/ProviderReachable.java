package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the steps of a sign-in that need to know the provider: the way there and the way back. To a provider
 * that nobody has set up there is no way: 404, rather than the fault of the server that Spring Security makes of it.
 */
class ProviderReachable extends OncePerRequestFilter {

    private static final RequestMatcher STEPS = Paths.paths("/oauth2/authorization/**", "/login/oauth2/code/**");

    private static final RequestMatcher THERE = Paths.paths("/oauth2/authorization/**");
    private static final RequestMatcher KNOWN = Paths.paths("/oauth2/authorization/" + ProviderDirectory.CLIENT);

    /**
     * Of a domain name (RFC 1035, 2.3.4). What the caller says here is kept until they come back, as the address to
     * come back to.
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
