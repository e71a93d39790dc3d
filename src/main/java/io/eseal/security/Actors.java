package io.eseal.security;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Who acts: the person or machine signed in, or the service itself in its own jobs. */
@Component
public class Actors {

    /** Name of the service itself in the timeline. */
    public static final String SERVICE = "service";

    private final IdentityService identity;

    Actors(IdentityService identity) {
        this.identity = identity;
    }

    public Optional<String> signedIn() {
        return Optional.ofNullable(identity.getCurrentAuthentication()).map(Authentication::getUserId);
    }

    public List<String> groups() {
        return Optional.ofNullable(identity.getCurrentAuthentication())
                .map(Authentication::getGroupIds)
                .orElse(List.of());
    }

    public static boolean isAdministrator(Authentication person) {
        return person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    public String name() {
        return signedIn().orElse(SERVICE);
    }
}
