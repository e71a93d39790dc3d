package io.eseal.revocation;

import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.Outcome;
import io.eseal.task.DecisionTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets a key be ordered again that somebody called compromised, when whoever decides on the revocation does not follow.
 */
@Component
class CompromisedKeys {

    private final KnownKeys keys;

    CompromisedKeys(KnownKeys keys) {
        this.keys = keys;
    }

    @EventListener
    void on(DecisionTaken taken) {
        if (RevocationHistory.isOnARevocation(taken.task()) && taken.decision().choice() == Outcome.REJECT) {
            keys.notCompromised(taken.esealId());
        }
    }
}
