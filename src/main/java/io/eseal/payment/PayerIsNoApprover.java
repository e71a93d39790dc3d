package io.eseal.payment;

import io.eseal.approval.SeparationOfDuties;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.security.Actors;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Refuses payment to a person who approved the request, because one person alone must not spend money. */
@Component("payerIsNoApprover")
class PayerIsNoApprover implements TaskListener {

    private final SeparationOfDuties duties;
    private final Actors actors;

    PayerIsNoApprover(SeparationOfDuties duties, Actors actors) {
        this.duties = duties;
        this.actors = actors;
    }

    @Override
    public void notify(DelegateTask task) {
        against(EsealId.of(task.getExecution().getProcessBusinessKey())).ifPresent(why -> {
            throw new CompletionRefused(why);
        });
    }

    /** Returns the reason why the signed-in person may not pay for the request by card; empty when the person may. */
    Optional<String> against(EsealId esealId) {
        return actors.signedIn().flatMap(payer -> duties.againstPayment(esealId, payer));
    }
}
