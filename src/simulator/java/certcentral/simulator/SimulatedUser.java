package certcentral.simulator;

import java.util.Map;

/** The account's user: the API key's owner and the contact of the organisation. */
final class SimulatedUser {

    static final Map<String, Object> BRIEF =
            Map.of("id", State.CONTACT_USER, "first_name", "Alex", "last_name", "Example", "email", "alex@example.com");

    private SimulatedUser() {}
}
