package io.eseal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code /login} leads to the provider; whoever has just left leads it out there first. */
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
