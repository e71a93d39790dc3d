package io.eseal.signin;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.db.DbReadOnlyIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the engine's identity service read-only while an OpenID provider signs people in: the engine creates no users
 * and accepts no password of a user left in its tables.
 */
@Component
class ProviderIdentityPlugin extends AbstractProcessEnginePlugin implements SessionFactory {

    private final OidcSettings oidc;

    ProviderIdentityPlugin(OidcSettings oidc) {
        this.oidc = oidc;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (oidc.on()) {
            configuration.setIdentityProviderSessionFactory(this);
        }
    }

    @Override
    public Class<?> getSessionType() {
        return NoPasswords.class;
    }

    @Override
    public Session openSession() {
        return new NoPasswords();
    }

    private static class NoPasswords extends DbReadOnlyIdentityServiceProvider {

        @Override
        public boolean checkPassword(String user, String password) {
            return false;
        }
    }
}
