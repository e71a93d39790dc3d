package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.validation.Finding;
import java.util.Date;
import java.util.List;
import java.util.Optional;
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
        Optional<OrderId> named = named(execution);
        Reconciliation.Result result =
                named.map(order -> reconciliation.adopt(id, order)).orElseGet(() -> reconciliation.lookUp(id));
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

    /** Takes the order that a person named: a later decision to adopt has to name one again. */
    private static Optional<OrderId> named(DelegateExecution execution) {
        Optional<OrderId> named = Optional.of(execution)
                .filter(task -> Outcome.ADOPT.is(task.getVariable(Variables.OUTCOME)))
                .map(task -> ProcessVariables.number(task, Variables.ORDER_ID)
                        .flatMap(OrderId::read)
                        .orElseThrow());
        execution.removeVariable(Variables.ORDER_ID);
        return named;
    }
}
