package io.eseal.certificate;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.Outcome;
import io.eseal.task.DecisionTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Refuses to have a seal renewed in its task whose revocation is asked for or approved, as the API refuses it. */
@Component
class RevocationBeforeRenewal {

    private final EsealRegister register;
    private final OpenRevocations revocations;

    RevocationBeforeRenewal(EsealRegister register, OpenRevocations revocations) {
        this.register = register;
        this.revocations = revocations;
    }

    /**
     * Locks the request until the transaction ends, so that no revocation is asked for in the same moment.
     *
     * @throws CompletionRefused says why not
     */
    @EventListener
    void on(DecisionTaken taken) {
        if (!taken.task().equals(Elements.USER_DECIDE_RENEWAL)
                || taken.decision().choice() != Outcome.RENEW) {
            return;
        }
        register.lock(taken.esealId());
        if (revocations.isWanted(taken.esealId())) {
            throw new CompletionRefused(
                    "The seal cannot be renewed while its revocation is asked for or approved; ask for a replacement with"
                            + " the revocation instead.");
        }
    }
}
