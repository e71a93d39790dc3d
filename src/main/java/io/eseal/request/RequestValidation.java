package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.Organization;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.validation.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The whole check of a request: its own rules, and whether CertCentral knows the organisation and takes orders for it.
 */
@Component
class RequestValidation {

    private static final String ORGANIZATION = "$.organization.id";

    private final RequestRules rules;
    private final CertCentral certCentral;
    private final EsealRegister register;

    RequestValidation(RequestRules rules, CertCentral certCentral, EsealRegister register) {
        this.rules = rules;
        this.certCentral = certCentral;
        this.register = register;
    }

    /** @param organizationName as CertCentral knows it, or as the request names a new one */
    record Result(ObjectNode request, List<Finding> findings, Optional<String> organizationName) {}

    Result validate(EsealId esealId, JsonNode body) {
        CheckedRequest checked = rules.check(body);
        List<Finding> findings = new ArrayList<>(checked.findings());
        JsonNode organization = checked.request().path("organization");
        boolean refused = findings.stream().anyMatch(finding -> finding.path().equals(ORGANIZATION));
        Optional<String> name = organization.path("id").isIntegralNumber() && !refused
                ? known(organization.get("id").longValue(), findings)
                : Optional.of(organization.path("name"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .filter(text -> !text.isBlank());
        register.remember(esealId, checked.request());
        register.organizationName(esealId, name);
        return new Result(checked.request(), List.copyOf(findings), name);
    }

    private Optional<String> known(long id, List<Finding> findings) {
        try {
            Organization organization = certCentral.organization(id);
            if (!organization.active()) {
                findings.add(new Finding(
                        ORGANIZATION,
                        "inactive",
                        "The organisation " + id
                                + " is not active in CertCentral; choose another one or have it activated."));
            }
            return organization.name();
        } catch (RefusedException e) {
            // Anything else that is wrong with the question is nothing that the requester can mend.
            if (!e.saysNotFound()) {
                throw e;
            }
            findings.add(new Finding(
                    ORGANIZATION, "unknown", "CertCentral knows no organisation " + id + " in this account."));
            return Optional.empty();
        }
    }
}
