package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/** User to whom the API key belongs, with the user's roles. */
public record CurrentUser(
        long id,
        Optional<String> username,
        Optional<Long> accountId,
        Optional<String> email,
        Optional<String> status,
        List<AccessRole> accessRoles) {

    public CurrentUser {
        accessRoles = Listed.of(accessRoles);
    }

    /** A role of the user in the CertCentral account. */
    public record AccessRole(Optional<Long> id, Optional<String> name) {}
}
