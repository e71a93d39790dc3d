package io.eseal.signin;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/**
 * Takes the engine's own locking away, which locks the user: whoever knows a name could keep its owner out.
 * {@link PasswordThrottle} slows down the guesser instead, at every door where a password is looked at.
 */
@Component
class PasswordIdentityPlugin extends AbstractProcessEnginePlugin implements SessionFactory {

    private final OidcSettings oidc;

    PasswordIdentityPlugin(OidcSettings oidc) {
        this.oidc = oidc;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (!oidc.on()) {
            configuration.setIdentityProviderSessionFactory(this);
        }
    }

    @Override
    public Class<?> getSessionType() {
        return NoLocks.class;
    }

    @Override
    public Session openSession() {
        return new NoLocks();
    }

    private static class NoLocks extends DbIdentityServiceProvider {

        @Override
        public boolean checkPassword(String id, String password) {
            var user = findUserById(id);
            if (password == null) {
                return false;
            }
            if (user == null) {
                // As long as for a user who exists: the time tells no names.
                Context.getProcessEngineConfiguration().getPasswordManager().encrypt(password);
                return false;
            }
            return matchPassword(password, user);
        }
    }
}
