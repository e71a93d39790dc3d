package io.eseal.signin;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityInfoEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Changes how the engine keeps its own users. Removes the engine's lock after wrong passwords: it locks the user, so
 * that anybody with a user's name could lock that user out; {@link PasswordThrottle} slows down the guesser instead, at
 * each place where a password is checked. Records users whom the demo makes, and outside of the demo accepts no
 * password of theirs, at any place where one is checked.
 */
@Component
class PasswordIdentityPlugin extends AbstractProcessEnginePlugin implements SessionFactory {

    private static final Logger log = LoggerFactory.getLogger(PasswordIdentityPlugin.class);

    private final OidcSettings oidc;
    private final boolean demo;

    PasswordIdentityPlugin(OidcSettings oidc, Environment environment) {
        this.oidc = oidc;
        this.demo = DemoOrigin.isDemo(environment);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (!oidc.on()) {
            configuration.setIdentityProviderSessionFactory(this);
        }
    }

    @Override
    public Class<?> getSessionType() {
        return OwnUsers.class;
    }

    @Override
    public Session openSession() {
        return new OwnUsers(demo);
    }

    private static class OwnUsers extends DbIdentityServiceProvider {

        private final boolean demo;

        OwnUsers(boolean demo) {
            this.demo = demo;
        }

        @Override
        public IdentityOperationResult saveUser(User user) {
            boolean isNew = user instanceof UserEntity entity && entity.getRevision() == 0;
            var result = super.saveUser(user);
            if (demo && isNew) {
                getIdentityInfoManager()
                        .setUserInfo(
                                user.getId(),
                                null,
                                IdentityInfoEntity.TYPE_USERINFO,
                                DemoOrigin.KEY,
                                DemoOrigin.YES,
                                null,
                                null);
            }
            return result;
        }

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
            return matchPassword(password, user) && !isOfTheDemoElsewhere(id);
        }

        private boolean isOfTheDemoElsewhere(String id) {
            boolean refused = !demo && getIdentityInfoManager().findUserInfoByUserIdAndKey(id, DemoOrigin.KEY) != null;
            if (refused) {
                log.warn(
                        "The right password of {} was refused: the demo made this user, and its users cannot sign in "
                                + "outside of it, whatever their passwords.",
                        SignInLog.printable(id));
            }
            return refused;
        }
    }
}
