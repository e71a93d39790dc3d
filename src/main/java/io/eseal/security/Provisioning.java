package io.eseal.security;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import java.util.List;

/** Brings groups, permissions and Tasklist filters into the engine at every start; what is there already stays. */
@Component
class Provisioning {

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final TaskFilters filters;
    private final TransactionOperations transaction;

    Provisioning(IdentityService identity, AuthorizationService authorizations, TaskFilters filters,
                 TransactionOperations transaction) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.transaction = transaction;
    }

    void provision() {
        transaction.executeWithoutResult(status -> {
            if (!identity.isReadOnly()) {
                Groups.ALL.forEach(this::ensureGroup);
            }
            Grant.all().forEach(this::ensure);
            filters.ensure().forEach(filter -> filter.groups().forEach(group ->
                    ensure(new Grant(group, Resources.FILTER, filter.filterId(), List.of(Permissions.READ)))));
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
        var existing = authorizations.createAuthorizationQuery()
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
