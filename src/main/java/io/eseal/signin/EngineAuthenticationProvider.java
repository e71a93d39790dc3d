package io.eseal.signin;

import io.eseal.id.UserId;
import io.eseal.security.OwnNames;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Checks passwords of people and machines against the engine's own users; the user's groups become authorities. */
@Component
class EngineAuthenticationProvider implements AuthenticationProvider {

    private final IdentityService identity;
    private final EngineUsers users;
    private final PasswordDoor door;
    private final TransactionOperations transaction;
    private final boolean demo;

    EngineAuthenticationProvider(
            IdentityService identity,
            EngineUsers users,
            PasswordDoor door,
            TransactionOperations transaction,
            Environment environment) {
        this.identity = identity;
        this.users = users;
        this.door = door;
        this.transaction = transaction;
        this.demo = DemoOrigin.isDemo(environment);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var user = attempt.getName();
        var password = String.valueOf(attempt.getCredentials());
        var look = door.open(user);
        // Outside of the demo nobody may have a password like the demo's; PasswordIdentityPlugin refuses its users.
        boolean barred = user.isEmpty() || OwnNames.isLike(UserId.of(user)) || !demo && user.equals(password);
        Optional<Set<String>> groups = barred ? Optional.empty() : groups(user, password);
        if (groups.isEmpty()) {
            look.wrong();
            throw new BadCredentialsException("Wrong user or password.");
        }
        look.right();
        return UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                groups.get().stream().map(SimpleGrantedAuthority::new).toList());
    }

    /** Returns the user's groups, read in the transaction that checks the password; empty when it is wrong. */
    private Optional<Set<String>> groups(String user, String password) {
        return transaction.execute(status ->
                identity.checkPassword(user, password) ? Optional.of(users.groups(UserId.of(user))) : Optional.empty());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
