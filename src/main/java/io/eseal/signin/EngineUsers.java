package io.eseal.signin;

import io.eseal.id.UserId;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** Reads users and their groups from the engine's identity service. */
@Component
class EngineUsers {

    private final IdentityService identity;
    private final DemoOrigin origin;

    EngineUsers(IdentityService identity, DemoOrigin origin) {
        this.identity = identity;
        this.origin = origin;
    }

    /** Tells whether the engine has the user now, and does not bar the user as one of the demo. */
    boolean maySignIn(UserId user) {
        return identity.createUserQuery().userId(user.value()).count() > 0 && !origin.bars(user);
    }

    /** Returns the ids of the groups that the user is in now. */
    Set<String> groups(UserId user) {
        return identity.createGroupQuery().groupMember(user.value()).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
