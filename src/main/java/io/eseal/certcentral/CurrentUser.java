package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/** Whose key this is, and what it may do. */
public record CurrentUser(
        long id,
        Optional<String> username,
        Optional<Long> accountId,
        Optional<String> email,
        Optional<String> status,
        List<AccessRole> accessRoles) {

    public CurrentUser {
        accessRoles = accessRoles == null ? List.of() : List.copyOf(accessRoles);
    }

    public record AccessRole(Optional<Long> id, Optional<String> name) {}
}
