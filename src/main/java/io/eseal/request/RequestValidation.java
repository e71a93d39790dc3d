package io.eseal.request;

import io.eseal.certcentral.Organization;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.text.VisibleText;
import io.eseal.validation.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Checks a request completely: by the rules of its body, and by asking CertCentral whether the account can order what
 * it asks for, for an organisation and contacts that it has, and an order that can be renewed.
 */
@Component
class RequestValidation {

    private static final String CSR = "$." + OrderFields.CSR;
    private static final String ORGANIZATION = "$." + OrderFields.ORGANIZATION + ".id";

    private final RequestRules rules;
    private final RecentAnswers certCentral;
    private final AccountChecks account;
    private final RenewalRules renewals;
    private final EsealRegister register;
    private final KnownKeys keys;

    RequestValidation(
            RequestRules rules,
            RecentAnswers certCentral,
            AccountChecks account,
            RenewalRules renewals,
            EsealRegister register,
            KnownKeys keys) {
        this.rules = rules;
        this.certCentral = certCentral;
        this.account = account;
        this.renewals = renewals;
        this.register = register;
        this.keys = keys;
    }

    /**
     * Result of the complete check.
     *
     * @param organizationName the name in CertCentral, or the name that the request gives for a new organisation
     */
    record Result(OrderBody request, List<Finding> findings, Optional<String> organizationName) {}

    /**
     * Checks the body and stores it in the register with the organisation's name.
     *
     * @throws RefusedException when CertCentral refuses the question for another reason than an unknown organisation
     */
    Result validate(EsealId esealId, OrderBody body) {
        CheckedRequest checked = rules.check(body.json());
        List<Finding> findings = new ArrayList<>(checked.findings());
        boolean refused = findings.stream().anyMatch(finding -> finding.path().equals(ORGANIZATION));
        Optional<Long> id = checked.request().organizationId().filter(number -> !refused);
        AccountChecks.Offer offer = account.offer();
        Named organization = id.isPresent()
                ? known(id.get(), offer, findings)
                : new Named(
                        checked.request().organizationName(), checked.request().organizationCountry());
        findings.addAll(account.product(offer, checked.request()));
        findings.addAll(account.contacts(checked.request()));
        register.remember(esealId, checked.request(), checked.keyPrint());
        register.organization(esealId, organization.name(), organization.country());
        findings.addAll(renewals.checkAndLink(esealId, checked.request()));
        if (keys.hasToBeNew(esealId) && !keys.others(esealId).isEmpty()) {
            findings.add(new Finding(
                    CSR,
                    "known_key",
                    "The field csr holds a key that was ordered before; a seal is reissued with a new one."));
        }
        if (!findings.isEmpty()) {
            certCentral.forget();
        }
        return new Result(checked.request(), List.copyOf(findings), organization.name());
    }

    private record Named(Optional<String> name, Optional<String> country) {}

    private Named known(long id, AccountChecks.Offer offer, List<Finding> findings) {
        try {
            Organization organization = certCentral.organization(id);
            if (!organization.active()) {
                findings.add(new Finding(
                        ORGANIZATION,
                        "inactive",
                        "The organisation " + id
                                + " is not active in CertCentral; choose another one or have it activated."));
            }
            if (organization.name().filter(VisibleText::hasLetterOrDigit).isEmpty()) {
                findings.add(new Finding(
                        ORGANIZATION,
                        "unnamed",
                        "The organisation " + id
                                + " has no name in CertCentral, or one that nobody can see; choose another"
                                + " one or have it named: nobody could approve a seal for it."));
            }
            findings.addAll(account.validation(id, offer));
            return new Named(organization.name(), organization.country());
        } catch (RefusedException e) {
            // Any other refusal is nothing that the requester can correct.
            if (!e.saysNotFound()) {
                throw e;
            }
            findings.add(new Finding(
                    ORGANIZATION, "unknown", "CertCentral knows no organisation " + id + " in this account."));
            return new Named(Optional.empty(), Optional.empty());
        }
    }
}
