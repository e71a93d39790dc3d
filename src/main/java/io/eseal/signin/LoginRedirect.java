package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Redirects {@code /login} to the provider; after a sign-out in Camunda's pages first to the provider's own sign-out.
 */
class LoginRedirect extends OncePerRequestFilter {

    private final String toTheProvider;

    LoginRedirect(String toTheProvider) {
        this.toTheProvider = toTheProvider;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Paths.LOGIN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.sendRedirect(OidcLogoutHandler.take(request).orElse(request.getContextPath() + toTheProvider));
    }
}
