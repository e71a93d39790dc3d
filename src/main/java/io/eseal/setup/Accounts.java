package io.eseal.setup;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Users of the engine's own identity service. */
@Component
class Accounts {

    private final IdentityService identity;

    Accounts(IdentityService identity) {
        this.identity = identity;
    }

    boolean none() {
        return identity.createUserQuery().count() == 0;
    }

    void ensure(String id, String password, Optional<String> address, String group) {
        if (identity.createUserQuery().userId(id).count() == 0) {
            var user = identity.newUser(id);
            user.setFirstName(Character.toUpperCase(id.charAt(0)) + id.substring(1));
            user.setLastName("");
            user.setPassword(password);
            address.ifPresent(user::setEmail);
            identity.saveUser(user);
        }
        if (identity.createGroupQuery().groupId(group).groupMember(id).count() == 0) {
            identity.createMembership(id, group);
        }
    }
}
