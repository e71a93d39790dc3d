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
 * Checks a request completely: by the rules of its body, and by asking CertCentral whether the organisation exists in
 * the account and is active.
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

    /**
     * Result of the complete check.
     *
     * @param organizationName the name in CertCentral, or the name that the request gives for a new organisation
     */
    record Result(ObjectNode request, List<Finding> findings, Optional<String> organizationName) {}

    /**
     * Checks the body and stores it in the register with the organisation's name.
     *
     * @throws RefusedException when CertCentral refuses the question for another reason than an unknown organisation
     */
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
            // Any other refusal is nothing that the requester can correct.
            if (!e.saysNotFound()) {
                throw e;
            }
            findings.add(new Finding(
                    ORGANIZATION, "unknown", "CertCentral knows no organisation " + id + " in this account."));
            return Optional.empty();
        }
    }
}
