package io.eseal.signin;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/**
 * Removes the engine's own lock after wrong passwords: it locks the user, so that anybody with a user's name could lock
 * that user out. {@link PasswordThrottle} slows down the guesser instead, at each place where a password is checked.
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
                // Takes as long as for a user who exists, so that the time does not reveal user names.
                Context.getProcessEngineConfiguration().getPasswordManager().encrypt(password);
                return false;
            }
            return matchPassword(password, user);
        }
    }
}
