package io.eseal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Finds the name under which people see a request's organisation. */
public final class OrganizationName {

    private OrganizationName() {}

    /**
     * Returns the name in CertCentral, else the name in the request, else the word "organisation" with the id in the
     * request; empty when there is none of them. Forms send fields that nobody filled in as nulls, and an id that is
     * not a number is not shown.
     *
     * @param known the name in CertCentral
     */
    public static Optional<String> of(Optional<String> known, JsonNode request) {
        JsonNode organization = request.path("organization");
        return known.map(String::strip)
                .filter(name -> !name.isEmpty())
                .or(() -> text(organization.path("name")))
                .or(() -> text(organization.path("id"))
                        .filter(id -> id.matches("\\d+"))
                        .map(id -> "organisation " + id));
    }

    /** Returns the name for a request in the register. */
    public static Optional<String> of(Eseal eseal) {
        return of(eseal.organizationName(), eseal.request());
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value)
                .filter(one -> one.isTextual() || one.isNumber())
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
