package io.eseal.request;

import static io.eseal.validation.Field.depending;
import static io.eseal.validation.Field.optional;
import static io.eseal.validation.Field.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.validation.Field;
import io.eseal.validation.Presence;
import io.eseal.validation.ValidationContext;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.util.List;
import java.util.function.Function;

/**
 * Rules of the object {@code organization}: the id of an existing one or the details of a new one, and its contacts.
 */
final class OrganizationRules {

    private static final List<String> DETAILS = List.of(
            "name",
            "assumed_name",
            "address",
            "address2",
            "city",
            "state",
            "zip",
            "country",
            "telephone",
            "organization_contact");

    private OrganizationRules() {}

    // The details are those of the vendor's page "Create organization", to which the order page refers.
    static ValueRule rule() {
        return Validators.object(
                OrganizationRules::idOrDetails,
                depending("id", OrganizationRules::unlessNew, Validators.id()),
                depending("name", OrganizationRules::ofNew, Validators.textWithLetter()),
                optional("assumed_name", Validators.textWithLetterOrDigit()),
                depending("address", OrganizationRules::ofNew, Validators.textWithLetterOrDigit()),
                optional("address2", Validators.text()),
                depending("city", OrganizationRules::ofNew, Validators.textWithLetter()),
                optional("state", Validators.text()),
                depending("zip", OrganizationRules::ofNew, Validators.textWithLetterOrDigit()),
                depending("country", OrganizationRules::ofNew, Validators.country()),
                depending("telephone", OrganizationRules::ofNew, Validators.telephone()),
                optional(
                        "organization_contact",
                        Validators.object(
                                optional("first_name", Validators.textWithLetter()),
                                optional("last_name", Validators.textWithLetter()),
                                optional("job_title", Validators.textWithLetter()),
                                optional("email", Validators.email()),
                                optional("telephone", Validators.telephone()),
                                optional("telephone_extension", Validators.textWithLetterOrDigit()))),
                depending("skip_duplicate_org_check", OrganizationRules::onlyNew, Validators.bool()),
                required("contacts", Validators.listOf(contact())));
    }

    private static ValueRule contact() {
        return Validators.object(
                // The page marks id as required, but a new contact has none and the published examples of sibling
                // products omit it.
                optional("id", Validators.id()),
                ofNewContact("first_name", Validators.textWithLetter()),
                ofNewContact("last_name", Validators.textWithLetter()),
                ofNewContact("email", Validators.email()),
                ofNewContact("job_title", Validators.textWithLetter()),
                ofNewContact("telephone", Validators.telephone()),
                required("contact_type", Validators.textWithLetter()),
                optional("user_id", Validators.id()));
    }

    private static Field ofNewContact(String name, ValueRule rule) {
        Function<JsonNode, Presence> need = contact -> Validators.id().missing(contact.path("user_id"))
                ? Presence.required("for a contact without user_id")
                : Presence.optional();
        return depending(name, need, rule);
    }

    private static Presence unlessNew(JsonNode organization) {
        return hasDetails(organization)
                ? Presence.optional()
                : Presence.required(
                        "unless a new organization is described by name, address, city, zip, country and telephone");
    }

    private static Presence ofNew(JsonNode organization) {
        return hasDetails(organization) && !hasId(organization)
                ? Presence.required("for a new organization")
                : Presence.optional();
    }

    private static Presence onlyNew(JsonNode organization) {
        return hasId(organization)
                ? Presence.notApplicable("to an existing organization given by its id")
                : Presence.optional();
    }

    private static void idOrDetails(JsonNode organization, ValidationContext at) {
        if (hasId(organization) && hasDetails(organization)) {
            at.report(
                    "conflict",
                    "must hold either the id of an existing organization or the details of a new one, not both.");
        }
    }

    private static boolean hasId(JsonNode organization) {
        return !Validators.id().missing(organization.path("id"));
    }

    private static boolean hasDetails(JsonNode organization) {
        return DETAILS.stream().anyMatch(name -> !Validators.object().notGiven(organization.path(name)));
    }
}
