package io.eseal.setup;

import io.eseal.security.Groups;
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

    DemoUsers(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void ensure() {
        GROUP_OF_USER.forEach((user, group) -> accounts.ensure(user, user, Optional.of(user + "@example.org"), group));
    }
}
