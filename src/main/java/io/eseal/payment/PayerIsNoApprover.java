package io.eseal.payment;

import io.eseal.approval.SeparationOfDuties;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.security.Actors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Whoever approved a request does not pay for it as well: one person alone must not spend money. */
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
        actors.signedIn()
                .flatMap(payer ->
                        duties.againstPayment(EsealId.of(task.getExecution().getProcessBusinessKey()), payer))
                .ifPresent(why -> {
                    throw new CompletionRefused(why);
                });
    }
}
