package io.eseal.security;

import io.eseal.id.UserId;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/**
 * Calls the engine in the service's own name, for actions that the caller may ask of this service but not of the
 * engine.
 */
@Component
public class RunAsSystem {

    private final IdentityService identity;

    RunAsSystem(IdentityService identity) {
        this.identity = identity;
    }

    /**
     * Runs the call without the engine's permission checks, then restores the caller. The controller must have checked
     * the caller before.
     *
     * @return what the call returns
     */
    public <T> T call(Supplier<T> call) {
        var caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return call.get();
        } finally {
            if (caller != null) {
                identity.setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
            }
        }
    }

    /** Runs a call that returns nothing; otherwise like {@link #call}. */
    public void run(Runnable call) {
        call(() -> {
            call.run();
            return null;
        });
    }

    /**
     * Runs the call in the name of a person who asked for it earlier and is not the caller of this thread.
     *
     * @param person the user id of that person
     */
    public void runAs(UserId person, Runnable call) {
        run(() -> {
            identity.setAuthenticatedUserId(person.value());
            try {
                call.run();
            } finally {
                identity.clearAuthentication();
            }
        });
    }
}
