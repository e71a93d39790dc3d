package io.eseal.signin;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.db.DbReadOnlyIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/**
 * While a provider signs people in, the engine keeps no users: it neither makes any nor takes the password of one left
 * in its tables.
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
