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

/** For users whom only the provider knows: Camunda itself would ask the engine for them, and for their groups. */
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
        // Never: Camunda would forget a user whom the engine does not know.
        authentication.setCacheValidationTime(new Date(Long.MAX_VALUE));
        return authentication;
    }

    /** Somebody who signs in anew in the same session may be in other groups. */
    @Override
    protected boolean existisAuthentication(Authentications authentications, String engineName, String user) {
        return authentications.getAuthenticationForProcessEngine(engineName) instanceof UserAuthentication known
                && known.getIdentityId().equals(user)
                && signedIn()
                        .filter(caller -> caller.groups().equals(Set.copyOf(known.getGroupIds())))
                        .isPresent();
    }
}
