package io.eseal.security;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Engine calls in the service's own name, for what the caller may ask of this service but not of the engine. */
@Component
public class RunAsSystem {

    private final IdentityService identity;

    RunAsSystem(IdentityService identity) {
        this.identity = identity;
    }

    /** Runs the call without the engine's permission checks; the controller has checked the caller before. */
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

    /** As {@link #call}, for a call that returns nothing. */
    public void run(Runnable call) {
        call(() -> {
            call.run();
            return null;
        });
    }

    /** Runs what was asked for by a person who is not the caller any more, in that person's name. */
    public void runAs(String person, Runnable call) {
        run(() -> {
            identity.setAuthenticatedUserId(person);
            try {
                call.run();
            } finally {
                identity.clearAuthentication();
            }
        });
    }
}
