package io.eseal.approval;

import io.eseal.id.UserId;
import io.eseal.security.RunAsSystem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Reads the members of groups, where this service manages its users itself. */
@Component
class GroupMembers {

    private final IdentityService identity;
    private final RunAsSystem system;

    GroupMembers(IdentityService identity, RunAsSystem system) {
        this.identity = identity;
        this.system = system;
    }

    /** Returns user ids by group; empty when an external sign-in provider manages the users. */
    Map<String, Set<String>> byGroup() {
        return system.call(() -> identity.isReadOnly()
                ? Map.of()
                : identity.createGroupQuery().list().stream()
                        .collect(Collectors.toMap(
                                Group::getId,
                                group -> identity.createUserQuery().memberOfGroup(group.getId()).list().stream()
                                        .map(User::getId)
                                        .collect(Collectors.toSet()))));
    }

    /**
     * Returns whether every member of the group is among these persons. Returns false when the members are unknown: an
     * external sign-in provider does not list them.
     */
    boolean allAmong(String group, Set<UserId> persons) {
        return system.call(() -> !identity.isReadOnly()
                && identity.createUserQuery().memberOfGroup(group).list().stream()
                        .map(member -> UserId.of(member.getId()))
                        .allMatch(persons::contains)
                && identity.createUserQuery().count() > 0);
    }
}
