package io.eseal.signin;

import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;

/**
 * Hands over users that only the provider has: Camunda itself would search the engine for them and for their groups.
 */
class ProviderWebappFilter extends WebappSignInFilter {

    ProviderWebappFilter(String engineName) {
        super(engineName);
    }

    @Override
    protected UserAuthentication createAuthentication(
            ProcessEngine engine, String user, List<String> groups, List<String> tenants) {
        Set<String> applications = new HashSet<>(Set.of(AuthenticationUtil.APP_WELCOME));
        for (var application : AuthenticationUtil.APPS) {
            if (engine.getAuthorizationService()
                    .isUserAuthorized(user, groups, Permissions.ACCESS, Resources.APPLICATION, application)) {
                applications.add(application);
            }
        }
        var authentication = new UserAuthentication(user, engine.getName());
        authentication.setGroupIds(groups);
        authentication.setTenantIds(tenants);
        authentication.setAuthorizedApps(applications);
        // Never: at a new check Camunda would drop a user that the engine does not have.
        authentication.setCacheValidationTime(new Date(Long.MAX_VALUE));
        return authentication;
    }

    /**
     * Tells whether Camunda's session holds the same user with the same groups: a new sign-in in the same session may
     * have other groups.
     */
    @Override
    protected boolean existisAuthentication(Authentications authentications, String engineName, String user) {
        return authentications.getAuthenticationForProcessEngine(engineName) instanceof UserAuthentication known
                && known.getIdentityId().equals(user)
                && signedIn()
                        .filter(caller -> caller.groups().equals(Set.copyOf(known.getGroupIds())))
                        .isPresent();
    }
}
