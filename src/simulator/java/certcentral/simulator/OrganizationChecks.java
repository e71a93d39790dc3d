package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks the organisation of an order and its contacts. */
final class OrganizationChecks {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> CONTACT_TYPES =
            Set.of("verified_contact", "organization_contact", "technical_contact");

    private OrganizationChecks() {}

    static void check(Fields organization, State state) {
        if (organization.has("id")) {
            Optional<Organization> known =
                    Values.id(organization.node().path("id")).map(state.organizations::get);
            known.filter(it -> !it.active()).ifPresent(it -> organization.add(ErrorCodes.INACTIVE));
            if (known.isEmpty()) {
                organization.add(ErrorCodes.unknown("organization"));
            }
        } else {
            checkDetails(organization);
            existing(organization.node(), state)
                    .filter(it -> !it.active())
                    .ifPresent(it -> organization.add(ErrorCodes.INACTIVE));
        }
        checkContacts(organization, state);
    }

    private static void checkDetails(Fields organization) {
        if (List.of("name", "address", "city", "country", "zip", "telephone").stream()
                .noneMatch(organization::has)) {
            organization.add(ErrorCodes.missing("organization.id"));
            return;
        }
        organization.requireAll("name", "address", "city", "zip", "telephone");
        organization.required("country", OrganizationChecks::isCountry);
        organization.optionalFlag("skip_duplicate_org_check");
    }

    /**
     * Returns the organisation of the account with the same name and country; empty if there is none, or if the order
     * skips this check.
     */
    static Optional<Organization> existing(JsonNode details, State state) {
        return Values.isTrue(details.path("skip_duplicate_org_check"))
                ? Optional.empty()
                : state.duplicateOf(
                        details.path("name").asText(), details.path("country").asText());
    }

    private static void checkContacts(Fields organization, State state) {
        JsonNode contacts = organization.node().path("contacts");
        if (!contacts.isArray() || contacts.isEmpty()) {
            organization.add(ErrorCodes.missing("organization.contacts"));
            return;
        }
        for (int i = 0; i < contacts.size(); i++) {
            checkContact(
                    new Fields(contacts.get(i), "organization.contacts[" + i + "].", organization.errors()), state);
        }
    }

    private static void checkContact(Fields contact, State state) {
        contact.required("contact_type", CONTACT_TYPES::contains);
        if (!contact.has("user_id")) {
            contact.requireAll("first_name", "last_name", "job_title", "telephone");
            contact.required("email", email -> email.matches("[^@\\s]+@[^@\\s]+"));
        } else if (Values.id(contact.node().path("user_id"))
                .filter(state.users::contains)
                .isEmpty()) {
            contact.add(ErrorCodes.unknown("user"));
        }
    }

    /** Returns whether the text is an ISO 3166 country code of two letters. */
    static boolean isCountry(String value) {
        return COUNTRIES.contains(value.toUpperCase(Locale.ROOT));
    }
}
