package certcentral.simulator;

import java.util.Map;

/** The account's user, who owns the API key and is the organisation's contact. */
final class SimulatedUser {

    static final Map<String, Object> BRIEF =
            Map.of("id", State.CONTACT_USER, "first_name", "Alex", "last_name", "Example", "email", "alex@example.com");

    private SimulatedUser() {}
}
