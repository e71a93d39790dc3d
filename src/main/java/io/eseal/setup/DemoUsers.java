package io.eseal.setup;

import io.eseal.security.Groups;
import io.eseal.signin.DemoOrigin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Creates one user for each group, for the demo only: the password is the user's name, and the mail address leads
 * nowhere.
 */
@Component
@Profile("demo")
public class DemoUsers implements UserProvisioning {

    /** The group of each user of the demo, by user id. */
    public static final Map<String, String> GROUP_OF_USER = new LinkedHashMap<>();

    static {
        GROUP_OF_USER.put("requester", Groups.REQUESTERS);
        GROUP_OF_USER.put("legal", Groups.LEGAL_APPROVERS);
        GROUP_OF_USER.put("security", Groups.SECURITY_APPROVERS);
        GROUP_OF_USER.put("finance", Groups.FINANCE);
        GROUP_OF_USER.put("operator", Groups.OPERATORS);
        GROUP_OF_USER.put("auditor", Groups.AUDITORS);
        GROUP_OF_USER.put("admin", Groups.ADMINISTRATORS);
    }

    private final Accounts accounts;
    private final DemoOrigin origin;

    DemoUsers(Accounts accounts, DemoOrigin origin) {
        this.accounts = accounts;
        this.origin = origin;
    }

    /** Returns the mail address that the demo gives to its user; no mail reaches it (RFC 2606, 3). */
    static String address(String user) {
        return user + "@example.org";
    }

    @Override
    public void ensure() {
        GROUP_OF_USER.forEach((user, group) -> {
            // A user of production with one of these ids gets no group of the demo.
            if (!accounts.exists(user) || origin.isOf(user)) {
                accounts.ensure(user, user, Optional.of(address(user)), group);
            }
        });
    }
}
