package io.eseal.setup;

import io.eseal.signin.DemoOrigin;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the users of a demo that ran on the database before the service recorded which users the demo made. Looks once
 * for each database: later users with the same ids are what their record says.
 */
@Component
class EarlierDemo {

    private static final Logger log = LoggerFactory.getLogger(EarlierDemo.class);
    static final String LOOKED = "eseal.users-of-an-earlier-demo-recorded";

    private final Accounts accounts;
    private final DemoOrigin origin;
    private final ManagementService management;

    EarlierDemo(Accounts accounts, DemoOrigin origin, ManagementService management) {
        this.accounts = accounts;
        this.origin = origin;
        this.management = management;
    }

    /**
     * Records the users with the demo's ids as made in the demo, if the database is one of a demo: all those ids are
     * there, or one of them still has the address or the password that the demo gave.
     */
    void record() {
        if (management.getProperties().containsKey(LOOKED)) {
            return;
        }
        List<String> found = DemoUsers.GROUP_OF_USER.keySet().stream()
                .filter(accounts::exists)
                .toList();
        if (found.size() == DemoUsers.GROUP_OF_USER.size() || found.stream().anyMatch(this::isAsTheDemoMadeIt)) {
            found.forEach(origin::record);
            if (accounts.count() > found.size()) {
                log.warn(
                        "A demo ran on this database, and anybody could make users there: look at those who are not "
                                + "among {}.",
                        String.join(", ", found));
            }
        }
        management.setProperty(LOOKED, "true");
    }

    private boolean isAsTheDemoMadeIt(String user) {
        return accounts.hasAddress(user, DemoUsers.address(user)) || accounts.hasPassword(user, user);
    }
}
