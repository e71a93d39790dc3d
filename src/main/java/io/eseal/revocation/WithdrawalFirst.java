package io.eseal.revocation;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.StateEntered;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Refuses to put a seal into service whose revocation is asked for or approved, whatever way leads there. */
@Component
class WithdrawalFirst {

    private final WantedRevocations revocations;

    WithdrawalFirst(WantedRevocations revocations) {
        this.revocations = revocations;
    }

    /**
     * Asks the timeline when a seal is about to go into service.
     *
     * @throws CompletionRefused says why not
     */
    @EventListener
    void on(StateEntered entered) {
        if (entered.state() == EsealState.IN_SERVICE && revocations.isWanted(entered.esealId())) {
            throw new CompletionRefused(
                    "No seal goes into service while its revocation is asked for: somebody else approves or rejects that first"
                            + " (Approve revocation); where that task is gone, ask for the revocation once more.");
        }
    }
}
