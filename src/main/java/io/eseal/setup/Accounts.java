package io.eseal.setup;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Reads and creates users of the engine's own identity service. */
@Component
class Accounts {

    private final IdentityService identity;

    Accounts(IdentityService identity) {
        this.identity = identity;
    }

    /** Tells whether there is no user at all. */
    boolean none() {
        return identity.createUserQuery().count() == 0;
    }

    /**
     * Creates the user unless it exists, and adds it to the group; the password of an existing user stays.
     *
     * @param address the mail address of a new user
     */
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
