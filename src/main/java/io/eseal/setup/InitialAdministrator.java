package io.eseal.setup;

import io.eseal.security.Groups;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Creates the first administrator of a new production installation, who creates all other users. */
@Component
@Profile("!demo")
class InitialAdministrator implements UserProvisioning {

    private static final Logger log = LoggerFactory.getLogger(InitialAdministrator.class);

    private final Accounts accounts;
    private final AdminProperties settings;

    InitialAdministrator(Accounts accounts, AdminProperties settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public void ensure() {
        if (!accounts.none()) {
            return;
        }
        if (settings.given()) {
            accounts.ensure(settings.id(), settings.password(), Optional.empty(), Groups.ADMINISTRATORS);
            log.info("Created the initial administrator {}", settings.id());
        } else {
            log.warn("Nobody can sign in yet: set ESEAL_ADMIN_ID and ESEAL_ADMIN_PASSWORD for a first administrator.");
        }
    }
}
