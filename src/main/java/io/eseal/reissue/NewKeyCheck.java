package io.eseal.reissue;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.request.CheckedRequest;
import io.eseal.request.RequestRules;
import io.eseal.security.Caller;
import io.eseal.text.VisibleText;
import io.eseal.validation.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Checks the request for a reissue by all rules, and that its key is a new one. */
@Component
class NewKeyCheck {

    private static final String CSR = "$." + OrderFields.CSR;

    private final RequestRules rules;
    private final KnownKeys keys;

    NewKeyCheck(RequestRules rules, KnownKeys keys) {
        this.rules = rules;
        this.keys = keys;
    }

    /**
     * Returns the request for the same seal with the new key, and everything that is wrong with it.
     *
     * @param csr CSR with the new key; blank when there is none
     */
    CheckedRequest of(Eseal eseal, String csr, Caller caller) {
        // A renewal is ordered once, and was.
        OrderBody same = eseal.request().withoutRenewal();
        if (VisibleText.isBlank(csr)) {
            return new CheckedRequest(
                    same,
                    List.of(new Finding(
                            CSR, "required", "The field csr is required: the CSR with the new key, in PEM.")));
        }
        CheckedRequest checked = rules.check(same.withCsr(csr).json());
        List<Finding> findings = new ArrayList<>(checked.findings());
        checked.keyPrint().flatMap(key -> known(eseal, key, caller)).ifPresent(findings::add);
        return new CheckedRequest(checked.request(), List.copyOf(findings));
    }

    /** Returns SHA-256 of the key that the seal has, in lower-case hex; empty when it is not known here. */
    Optional<String> presentKey(EsealId esealId) {
        return keys.of(esealId);
    }

    private Optional<Finding> known(Eseal eseal, String key, Caller caller) {
        if (keys.of(eseal.id()).filter(key::equals).isPresent()) {
            return Optional.of(new Finding(
                    CSR, "same_key", "The field csr holds the key that the seal has already: make a new key."));
        }
        List<KnownKeys.Use> uses = keys.others(eseal.id(), key);
        return uses.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        CSR,
                        "known_key",
                        "The field csr holds a key that was ordered before, with "
                                + uses.stream()
                                        .map(use -> use.shownTo(caller))
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ": make a new key."));
    }
}
