package io.eseal.lifecycle;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
        return Optional.ofNullable(identity.getCurrentAuthentication()).map(Authentication::getGroupIds).orElse(List.of());
    }

    /**
     * Runs work that needs more than the person's own permissions, such as moving an instance by a message; what the
     * person may ask for was checked before. Afterwards the person acts again.
     */
    public <T> T asService(Supplier<T> work) {
        Authentication person = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(person);
        }
    }

    public String name() {
        return signedIn().orElse(SERVICE);
    }
}
