package io.eseal.certcentral;

import java.util.Optional;

/**
 * A user of the account, as whom an order names its contact.
 *
 * @param status such as {@code active} or {@code inactive}
 */
public record User(
        long id,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> jobTitle,
        Optional<String> telephone,
        Optional<String> email,
        @Longest(Longest.STATUS) Optional<String> status) {

    /** Returns whether the user can be a contact: {@code status} is absent or says that the user is active. */
    public boolean active() {
        return status.map("active"::equalsIgnoreCase).orElse(true);
    }
}
