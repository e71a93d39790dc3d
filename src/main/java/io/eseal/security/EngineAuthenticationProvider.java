package io.eseal.security;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Signs people and machines in with the engine's own users; their groups become their authorities. */
@Component
class EngineAuthenticationProvider implements AuthenticationProvider {

    private final IdentityService identity;
    private final boolean demo;

    EngineAuthenticationProvider(IdentityService identity, Environment environment) {
        this.identity = identity;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var user = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        // A database that once served the demo must not open production to its well-known users.
        if (user.isEmpty() || !demo && user.equals(password) || !matches(user, password)) {
            throw new BadCredentialsException("Wrong user or password.");
        }
        var groups = identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(user, null, groups);
    }

    private boolean matches(String user, String password) {
        try {
            return identity.checkPassword(user, password);
        } catch (org.camunda.bpm.engine.AuthenticationException locked) {
            // The engine throttles after failed attempts, whatever the way of signing in.
            throw new LockedException(locked.getMessage(), locked);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
