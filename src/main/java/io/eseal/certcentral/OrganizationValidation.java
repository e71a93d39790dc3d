package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One validation of an organisation.
 *
 * @param type such as {@code ov} or {@code ds}
 * @param status such as {@code active}, {@code pending}, {@code complete} or {@code expired}
 * @param verificationDetails the single checks, each with its state
 */
public record OrganizationValidation(
        Optional<String> type,
        Optional<String> name,
        @Longest(Longest.COMMENT) Optional<String> description,
        @Longest(Longest.STATUS) Optional<String> status,
        Optional<Instant> dateCreated,
        Optional<Instant> validatedUntil,
        @JsonAlias("verified_users") List<VerifiedContact> verifiedContacts,
        Map<String, String> verificationDetails) {

    public OrganizationValidation {
        verifiedContacts = Listed.of(verifiedContacts);
        verificationDetails = verificationDetails == null ? Map.of() : told(verificationDetails);
    }

    /** Returns the checks that have a state; their names are JSON keys, which no reader has limited yet. */
    private static Map<String, String> told(Map<String, String> details) {
        return details.entrySet().stream()
                .filter(detail -> detail.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(
                        detail -> Texts.limited(detail.getKey(), Longest.NAME),
                        Map.Entry::getValue,
                        (first, second) -> first));
    }

    /** A contact that DigiCert verified, or is verifying, for the organisation. */
    public record VerifiedContact(
            @JsonAlias("id") Optional<Long> userId,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> jobTitle,
            Optional<String> telephone,
            Optional<String> email,
            Optional<String> status) {}
}
