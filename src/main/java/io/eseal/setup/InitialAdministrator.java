package io.eseal.setup;

import io.eseal.id.UserId;
import io.eseal.security.Groups;
import io.eseal.signin.DemoOrigin;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Creates the first administrator of a new production installation, who creates all other users. Users whom the demo
 * made on the same database count for nothing: they lose their groups and cannot sign in.
 */
@Component
@Profile("!demo")
class InitialAdministrator implements UserProvisioning {

    private static final Logger log = LoggerFactory.getLogger(InitialAdministrator.class);

    private final Accounts accounts;
    private final DemoOrigin origin;
    private final AdminProperties settings;

    InitialAdministrator(Accounts accounts, DemoOrigin origin, AdminProperties settings) {
        this.accounts = accounts;
        this.origin = origin;
        this.settings = settings;
    }

    @Override
    public void ensure() {
        List<String> ofTheDemo = origin.users();
        if (!ofTheDemo.isEmpty()) {
            ofTheDemo.forEach(accounts::leaveGroups);
            log.warn(
                    "The demo made these users on this database: {}. They are in no group and cannot sign in outside of "
                            + "the demo; a person who shall keep such an id is deleted and created again.",
                    String.join(", ", ofTheDemo));
        }
        boolean nobody = accounts.count() == ofTheDemo.size()
                // Else a database whose only administrator was the demo's would have none for ever.
                || !ofTheDemo.isEmpty() && accounts.isEmpty(Groups.ADMINISTRATORS);
        if (!settings.given()) {
            if (nobody) {
                log.warn(
                        "Nobody can sign in yet: set ESEAL_ADMIN_ID and ESEAL_ADMIN_PASSWORD for a first administrator.");
            }
        } else if (ofTheDemo.stream().map(UserId::of).anyMatch(UserId.of(settings.id())::equals)) {
            refuse(nobody);
        } else if (nobody) {
            accounts.ensure(settings.id(), settings.password(), Optional.empty(), Groups.ADMINISTRATORS);
            log.info("Created the initial administrator {}", settings.id());
        } else if (!accounts.exists(settings.id())) {
            log.warn(
                    "ESEAL_ADMIN_ID is {}, and no such user was made: a first administrator is made while there is no "
                            + "user, and there are users already. An administrator among them makes others.",
                    settings.id());
        }
    }

    private void refuse(boolean nobody) {
        String sentence = "ESEAL_ADMIN_ID is " + settings.id() + ", a user whom the demo made on this database and who "
                + "cannot sign in outside of the demo: give another id, or an empty database.";
        if (nobody) {
            throw new StartRefusedException(List.of(sentence));
        }
        log.warn(sentence);
    }
}
