package io.eseal.approval;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Who may not act on a request because of what they did on it before, told by our own records. */
@Component
public class SeparationOfDuties {

    private final EsealRegister register;
    private final Approvals approvals;
    private final ApprovalSettings settings;

    SeparationOfDuties(EsealRegister register, Approvals approvals, ApprovalSettings settings) {
        this.register = register;
        this.approvals = approvals;
        this.settings = settings;
    }

    /** Why the person may not decide on the request in this round; empty when nothing stands against it. */
    Optional<String> againstApproval(Eseal eseal, String person) {
        if (person.equals(eseal.requester())) {
            return Optional.of("You requested this seal; somebody else must decide on it.");
        }
        return approvals.approversOf(eseal).contains(person)
                ? Optional.of("You decided on this request already for another group; somebody else must take this decision.") : Optional.empty();
    }

    /**
     * Why the person may not pay for the request by card; empty when nothing stands against it. Retrying a payment from the
     * account spends what others approved too, and another method goes back to the approvers: that anybody in finance may do.
     */
    public Optional<String> againstPayment(String esealId, String person) {
        return register.find(esealId).filter(eseal -> !settings.approverMayPay() && approvals.approversOf(eseal).contains(person))
                .map(eseal -> "You approved this request; somebody else must pay for it.");
    }
}
