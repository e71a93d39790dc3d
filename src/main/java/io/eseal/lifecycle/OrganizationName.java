package io.eseal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What people are shown as a request's organisation. */
public final class OrganizationName {

    private OrganizationName() {}

    /**
     * The name that CertCentral has for it, else what the request says of it; empty when that is nothing. A form sends
     * the fields that nobody filled in as nulls, which are no name and no number; what is no number is not shown as
     * one.
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
