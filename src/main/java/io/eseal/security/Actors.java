package io.eseal.security;

import io.eseal.id.UserId;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Provides the actor of the current thread: the person or machine signed in, or the service itself in its own jobs. */
@Component
public class Actors {

    /** Name under which the timeline records what the service itself did. */
    public static final String SERVICE = "service";

    private final IdentityService identity;

    Actors(IdentityService identity) {
        this.identity = identity;
    }

    /** Returns the user id of the caller; empty when the service acts for itself. */
    public Optional<UserId> signedIn() {
        return Optional.ofNullable(identity.getCurrentAuthentication())
                .map(Authentication::getUserId)
                .map(UserId::of);
    }

    /** Returns the ids of the caller's groups; empty when the service acts for itself. */
    public List<String> groups() {
        return Optional.ofNullable(identity.getCurrentAuthentication())
                .map(Authentication::getGroupIds)
                .orElse(List.of());
    }

    /** Tells whether the person is in the group of the engine's administrators. */
    public static boolean isAdministrator(Authentication person) {
        return person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    /** Returns the user id of the caller, or {@link #SERVICE} when the service acts for itself. */
    public String name() {
        return signedIn().map(UserId::value).orElse(SERVICE);
    }
}
