package certcentral.simulator;

import java.time.Instant;

/** An organisation of the account; {@code identifier} is its organizationIdentifier (EN 319 412-1, LEG-5.1.4). */
record Organization(
        long id,
        String name,
        String country,
        String address,
        String city,
        String state,
        String zip,
        String telephone,
        String identifier,
        boolean active,
        Instant created) {

    static final long ACTIVE_ID = 2042709;
    static final long INACTIVE_ID = 2042710;

    static Organization example(long id, String name, String identifier, boolean active, Instant created) {
        return new Organization(
                id,
                name,
                "IE",
                "1 Example Street",
                "Dublin",
                "Leinster",
                "D02 XY45",
                "+353 1 555 0100",
                identifier,
                active,
                created);
    }

    /** Returns whether name and country are the same, in upper or lower case. */
    boolean matches(String otherName, String otherCountry) {
        return name.equalsIgnoreCase(otherName.strip()) && country.equalsIgnoreCase(otherCountry.strip());
    }
}
