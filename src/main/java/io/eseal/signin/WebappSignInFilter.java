package io.eseal.signin;

import io.eseal.security.Caller;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

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
    protected @Nullable String extractEngineName(HttpServletRequest request) {
        var addressed = super.extractEngineName(request);
        // Camunda asks only for addresses that name an engine; at others the former user would stay in the session.
        return addressed != null
                ? addressed
                : signedIn().map(caller -> engineName).orElse(null);
    }

    /** Returns the signed-in caller of the current thread; empty if nobody is signed in. */
    static Optional<Caller> signedIn() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(authentication -> !(authentication instanceof AnonymousAuthenticationToken))
                .map(Caller::of);
    }

    private static class SignedInUser implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            return signedIn().map(SignedInUser::result).orElseGet(AuthenticationResult::unsuccessful);
        }

        private static AuthenticationResult result(Caller caller) {
            var result = AuthenticationResult.successful(caller.id().value());
            result.setGroups(List.copyOf(caller.groups()));
            result.setTenants(List.of());
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // Spring Security has asked for credentials already.
        }
    }
}
