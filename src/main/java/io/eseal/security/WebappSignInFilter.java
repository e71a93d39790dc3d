package io.eseal.security;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.security.core.context.SecurityContextHolder;

import java.util.List;

/** Hands the signed-in user and groups to Tasklist, Cockpit and Admin, so that one session serves them all. */
class WebappSignInFilter extends ContainerBasedAuthenticationFilter {

    private final String engineName;

    WebappSignInFilter(String engineName) {
        this.engineName = engineName;
    }

    @Override
    public void init(FilterConfig config) {
        authenticationProvider = new SignedInUser();
    }

    @Override
    protected String extractEngineName(HttpServletRequest request) {
        var addressed = super.extractEngineName(request);
        // Camunda asks only where the address names an engine; elsewhere a former user would linger in the session.
        return addressed != null ? addressed : engineName;
    }

    private static class SignedInUser implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication == null || !authentication.isAuthenticated()) {
                return AuthenticationResult.unsuccessful();
            }
            var caller = Caller.of(authentication);
            var result = AuthenticationResult.successful(caller.id());
            result.setGroups(List.copyOf(caller.groups()));
            result.setTenants(List.of());
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Spring Security has asked already.
        }
    }
}
