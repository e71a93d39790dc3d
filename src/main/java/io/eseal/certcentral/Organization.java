package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * An organisation of the account.
 *
 * @param contacts empty if the answer lists none, which does not mean that there are none
 */
public record Organization(
        long id,
        Optional<String> name,
        Optional<String> displayName,
        @Longest(Longest.STATUS) Optional<String> status,
        @JsonProperty("is_active") Optional<Boolean> activeFlag,
        Optional<String> address,
        Optional<String> address2,
        Optional<String> city,
        Optional<String> state,
        Optional<String> zip,
        Optional<String> country,
        Optional<String> telephone,
        Optional<Contact> organizationContact,
        List<Contact> contacts) {

    public Organization {
        contacts = Listed.of(contacts);
    }

    /** Returns an organisation of which only the given values are known. */
    public static Organization of(long id, String name, boolean active) {
        return new Organization(
                id,
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.of(active),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * Returns whether orders can be placed for the organisation: {@code is_active} or {@code status} is given, and
     * neither says that it is not active.
     */
    public boolean active() {
        return (activeFlag.isPresent() || status.isPresent())
                && activeFlag.orElse(true)
                && status.map("active"::equalsIgnoreCase).orElse(true);
    }

    /** A contact of an organisation. */
    public record Contact(
            @JsonAlias("user_id") Optional<Long> id,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> jobTitle,
            Optional<String> email,
            Optional<String> telephone,
            Optional<String> contactType) {}
}
