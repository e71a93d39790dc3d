package io.eseal.setup;

import io.eseal.security.Groups;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Creates groups and permissions in the engine at each start; existing ones stay. */
@Component
class Provisioning {

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final TransactionOperations transaction;

    Provisioning(IdentityService identity, AuthorizationService authorizations, TransactionOperations transaction) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.transaction = transaction;
    }

    /** Creates what is missing, in one transaction; no groups while the identity service is read-only. */
    void provision() {
        transaction.executeWithoutResult(status -> {
            if (!identity.isReadOnly()) {
                Groups.ALL.forEach(this::ensureGroup);
            }
            Grant.all().forEach(this::ensure);
        });
    }

    private void ensureGroup(String id) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            var group = identity.newGroup(id);
            group.setName(readable(id));
            group.setType("WORKFLOW");
            identity.saveGroup(group);
        }
    }

    private static String readable(String id) {
        var words = id.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private void ensure(Grant grant) {
        var existing = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(grant.group())
                .resourceType(grant.resource())
                .resourceId(grant.resourceId())
                .singleResult();
        if (existing == null) {
            existing = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            existing.setGroupId(grant.group());
            existing.setResource(grant.resource());
            existing.setResourceId(grant.resourceId());
        } else if (grant.permissions().stream().allMatch(existing::isPermissionGranted)) {
            return;
        }
        grant.permissions().forEach(existing::addPermission);
        authorizations.saveAuthorization(existing);
    }
}
