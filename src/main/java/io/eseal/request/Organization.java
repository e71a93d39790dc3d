package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.validation.At;
import io.eseal.validation.Field;
import io.eseal.validation.Need;
import io.eseal.validation.Rules;
import io.eseal.validation.ValueRule;

import java.util.List;
import java.util.function.Function;

import static io.eseal.validation.Field.depending;
import static io.eseal.validation.Field.optional;
import static io.eseal.validation.Field.required;

/** The object {@code organization}: an existing one by its id, or the details of a new one, and its contacts. */
final class Organization {

    private static final List<String> DETAILS = List.of("name", "assumed_name", "address", "address2", "city", "state", "zip",
            "country", "telephone", "organization_contact");

    private Organization() {
    }

    // Details as in the vendor's "Create organization", which the page refers to.
    static ValueRule rule() {
        return Rules.object(Organization::idOrDetails,
                depending("id", Organization::unlessNew, Rules.id()),
                depending("name", Organization::ofNew, Rules.text()),
                optional("assumed_name", Rules.text()),
                depending("address", Organization::ofNew, Rules.text()),
                optional("address2", Rules.text()),
                depending("city", Organization::ofNew, Rules.text()),
                optional("state", Rules.text()),
                depending("zip", Organization::ofNew, Rules.text()),
                depending("country", Organization::ofNew, Rules.country()),
                depending("telephone", Organization::ofNew, Rules.telephone()),
                optional("organization_contact", Rules.object(
                        optional("first_name", Rules.text()),
                        optional("last_name", Rules.text()),
                        optional("job_title", Rules.text()),
                        optional("email", Rules.email()),
                        optional("telephone", Rules.telephone()),
                        optional("telephone_extension", Rules.text()))),
                depending("skip_duplicate_org_check", Organization::onlyNew, Rules.bool()),
                required("contacts", Rules.listOf(contact())));
    }

    private static ValueRule contact() {
        return Rules.object(
                // The page marks it required, yet a new contact has none and the published examples of sibling products omit it.
                optional("id", Rules.id()),
                ofNewContact("first_name", Rules.text()),
                ofNewContact("last_name", Rules.text()),
                ofNewContact("email", Rules.email()),
                ofNewContact("job_title", Rules.text()),
                ofNewContact("telephone", Rules.telephone()),
                required("contact_type", Rules.text()),
                optional("user_id", Rules.id()));
    }

    private static Field ofNewContact(String name, ValueRule rule) {
        Function<JsonNode, Need> need = contact -> Rules.id().missing(contact.path("user_id"))
                ? Need.required("for a contact without user_id") : Need.optional();
        return depending(name, need, rule);
    }

    private static Need unlessNew(JsonNode organization) {
        return hasDetails(organization) ? Need.optional()
                : Need.required("unless a new organization is described by name, address, city, zip, country and telephone");
    }

    private static Need ofNew(JsonNode organization) {
        return hasDetails(organization) && !hasId(organization) ? Need.required("for a new organization") : Need.optional();
    }

    private static Need onlyNew(JsonNode organization) {
        return hasId(organization) ? Need.notApplicable("to an existing organization given by its id") : Need.optional();
    }

    private static void idOrDetails(JsonNode organization, At at) {
        if (hasId(organization) && hasDetails(organization)) {
            at.report("conflict", "must hold either the id of an existing organization or the details of a new one, not both.");
        }
    }

    private static boolean hasId(JsonNode organization) {
        return !Rules.id().missing(organization.path("id"));
    }

    private static boolean hasDetails(JsonNode organization) {
        return DETAILS.stream().anyMatch(name -> !Rules.object().notGiven(organization.path(name)));
    }
}
