package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.UserIds;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Determines who is barred from acting on a request because of earlier acts on it, as the tables of this service record
 * them.
 */
@Component
public class SeparationOfDuties {

    private final EsealRegister register;
    private final Approvals approvals;
    private final Editors editors;
    private final ApprovalSettings settings;

    SeparationOfDuties(EsealRegister register, Approvals approvals, Editors editors, ApprovalSettings settings) {
        this.register = register;
        this.approvals = approvals;
        this.editors = editors;
        this.settings = settings;
    }

    /** Returns the reason why the person may not decide on the request in this round; empty when the person may. */
    public Optional<String> againstApproval(EsealId esealId, String person) {
        return register.find(esealId).flatMap(eseal -> againstApproval(eseal, person));
    }

    Optional<String> againstApproval(Eseal eseal, String person) {
        if (UserIds.same(person, eseal.requester())) {
            return Optional.of("You requested this seal; somebody else must decide on it.");
        }
        if (UserIds.contains(editors.of(eseal.id()), person)) {
            return Optional.of(
                    "You changed this request, or decided to renew the seal; somebody else must decide on it.");
        }
        return UserIds.contains(approvals.approversOf(eseal), person)
                ? Optional.of(
                        "You decided on this request already for another group; somebody else must take this decision.")
                : Optional.empty();
    }

    /**
     * Returns the ids of all users whom {@link #againstApproval(Eseal, String)} refuses, the requester included, as
     * they were given: compare them by {@link UserIds}.
     */
    public Set<String> barredFromApproval(EsealId esealId) {
        return register.find(esealId)
                .map(eseal -> {
                    Set<String> barred = new HashSet<>(approvals.approversOf(eseal));
                    barred.addAll(editors.of(esealId));
                    barred.add(eseal.requester());
                    return barred;
                })
                .orElseGet(HashSet::new);
    }

    /**
     * Returns the reason why the person may not pay for the request by card; empty when the person may. Anybody in
     * finance may retry a payment from the account, because its amount was approved by others, or choose another
     * method, because that goes back to the approvers.
     */
    public Optional<String> againstPayment(EsealId esealId, String person) {
        return UserIds.contains(barredFromPayment(esealId), person)
                ? Optional.of("You approved this request; somebody else must pay for it.")
                : Optional.empty();
    }

    /**
     * Returns the ids of all users whom {@link #againstPayment} refuses, as they were given: compare them by
     * {@link UserIds}. Empty when {@link ApprovalSettings} let approvers pay.
     */
    public Set<String> barredFromPayment(EsealId esealId) {
        return register.find(esealId)
                .filter(eseal -> !settings.approverMayPay())
                .map(approvals::approversOf)
                .map(Set::copyOf)
                .orElse(Set.of());
    }
}
