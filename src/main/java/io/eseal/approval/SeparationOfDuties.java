package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
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
    public Optional<String> againstApproval(EsealId esealId, UserId person) {
        return register.find(esealId).flatMap(eseal -> againstApproval(eseal, person));
    }

    Optional<String> againstApproval(Eseal eseal, UserId person) {
        if (person.equals(eseal.requester())) {
            return Optional.of("You requested this seal; somebody else must decide on it.");
        }
        if (editors.of(eseal.id()).contains(person)) {
            return Optional.of(
                    "You changed this request, asked for it in another's name, decided to renew the seal, or moved one of"
                            + " them by hand; somebody else must decide on it.");
        }
        return approvals.approversOf(eseal).contains(person)
                ? Optional.of(
                        "You decided on this request already for another group; somebody else must take this decision.")
                : Optional.empty();
    }

    /** Returns the ids of all users whom {@link #againstApproval(Eseal, UserId)} refuses, the requester included. */
    public Set<UserId> barredFromApproval(EsealId esealId) {
        return register.find(esealId)
                .map(eseal -> {
                    Set<UserId> barred = new HashSet<>(approvals.approversOf(eseal));
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
    public Optional<String> againstPayment(EsealId esealId, UserId person) {
        return barredFromPayment(esealId).contains(person)
                ? Optional.of("You approved this request; somebody else must pay for it.")
                : Optional.empty();
    }

    /**
     * Returns the ids of all users whom {@link #againstPayment} refuses; empty when {@link ApprovalSettings} let
     * approvers pay.
     */
    public Set<UserId> barredFromPayment(EsealId esealId) {
        return register.find(esealId)
                .filter(eseal -> !settings.approverMayPay())
                .map(approvals::approversOf)
                .orElse(Set.of());
    }
}
