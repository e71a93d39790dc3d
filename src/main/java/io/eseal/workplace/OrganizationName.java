package io.eseal.workplace;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/** What people are shown as a request's organisation. */
public final class OrganizationName {

    private OrganizationName() {
    }

    /** The name that CertCentral has for it, else what the request says of it; empty when that is nothing. */
    public static Optional<String> of(Optional<String> known, JsonNode request) {
        JsonNode organization = request.path("organization");
        return known.or(() -> Optional.of(organization.path("name").asText()).map(String::strip).filter(name -> !name.isEmpty()))
                .or(() -> Optional.of(organization.path("id").asText()).filter(id -> !id.isEmpty()).map(id -> "organisation " + id));
    }
}
