package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.validation.Finding;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks up an order whose outcome is unknown, or adopts the order that a person named. */
@Component("reconcileOrder")
class ReconcileOrder implements JavaDelegate {

    private final Reconciliation reconciliation;

    ReconcileOrder(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        boolean named = Outcome.ADOPT.is(execution.getVariable(Variables.OUTCOME));
        Reconciliation.Result result = named
                ? reconciliation.adopt(
                        id,
                        ProcessVariables.number(execution, Variables.ORDER_ID)
                                .flatMap(OrderId::read)
                                .orElseThrow())
                : reconciliation.lookUp(id);
        // Removed, so that a later decision to adopt has to name an order again.
        execution.removeVariable(Variables.ORDER_ID);
        if (result instanceof Reconciliation.Result.Found found) {
            execution.setVariable(Variables.ORDER_ID, found.orderId().value());
            execution.setVariable(Variables.RECONCILIATION, LookUpResult.FOUND.word());
        } else if (result instanceof Reconciliation.Result.Waiting waiting) {
            execution.setVariable(Variables.NEXT_LOOK_UP, Date.from(waiting.nextLookUp()));
            execution.setVariable(Variables.RECONCILIATION, LookUpResult.WAITING.word());
        } else if (result instanceof Reconciliation.Result.Absent) {
            execution.setVariable(Variables.RECONCILIATION, LookUpResult.ABSENT.word());
        } else if (result instanceof Reconciliation.Result.InDoubt doubt) {
            execution.setVariable(
                    Variables.FINDINGS,
                    ProcessVariables.jsonValue(List.of(new Finding("$", "in_doubt", doubt.why() + "."))));
            execution.setVariable(Variables.RECONCILIATION, LookUpResult.IN_DOUBT.word());
        }
    }
}
