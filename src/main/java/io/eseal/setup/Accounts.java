package io.eseal.setup;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Reads, creates and disempowers users of the engine's own identity service. */
@Component
class Accounts {

    private final IdentityService identity;

    Accounts(IdentityService identity) {
        this.identity = identity;
    }

    /** Returns how many users there are. */
    long count() {
        return identity.createUserQuery().count();
    }

    /** Tells whether there is a user with this id, in this spelling. */
    boolean exists(String id) {
        return identity.createUserQuery().userId(id).count() > 0;
    }

    /** Tells whether nobody is in the group. */
    boolean isEmpty(String group) {
        return identity.createUserQuery().memberOfGroup(group).count() == 0;
    }

    /** Tells whether the user has this password. */
    boolean hasPassword(String id, String password) {
        return identity.checkPassword(id, password);
    }

    /** Tells whether the user has this mail address. */
    boolean hasAddress(String id, String address) {
        return identity.createUserQuery().userId(id).userEmail(address).count() > 0;
    }

    /**
     * Creates the user unless it exists, and adds it to the group; the password of an existing user stays.
     *
     * @param address the mail address of a new user
     */
    void ensure(String id, String password, Optional<String> address, String group) {
        if (!exists(id)) {
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

    /** Takes the user out of every group. */
    void leaveGroups(String id) {
        identity.createGroupQuery()
                .groupMember(id)
                .list()
                .forEach(group -> identity.deleteMembership(id, group.getId()));
    }
}
