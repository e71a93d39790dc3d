package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.ReadOrders;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.order.DisownedOrders;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Reads an order's status, which only the order itself shows reliably. Ignores the status of an order that names
 * another request, and returns the process to the look-up of its own order.
 */
@Component("readStatus")
class ReadStatus implements JavaDelegate {

    private final CertCentral certCentral;
    private final EsealRegister register;
    private final DisownedOrders disowned;
    private final ReadOrders read;

    ReadStatus(CertCentral certCentral, EsealRegister register, DisownedOrders disowned, ReadOrders read) {
        this.certCentral = certCentral;
        this.register = register;
        this.disowned = disowned;
        this.read = read;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        OrderInfo order = certCentral.order(register.orderOf(id));
        Optional<Instant> lookUp = disowned.giveBack(id, order);
        if (lookUp.isPresent()) {
            // Removed, so that neither a prefilled field nor an earlier decision adopts the same order again.
            execution.removeVariable(Variables.ORDER_ID);
            execution.removeVariable(Variables.OUTCOME);
            register.enter(id, EsealState.ORDERING);
            execution.setVariable(Variables.NEXT_LOOK_UP, Date.from(lookUp.get()));
            throw new BpmnError(Errors.ORDER_OF_ANOTHER);
        }
        read.keep(order);
        register.orderStatus(id, order.status());
        execution.setVariable(Variables.ORDER_STATUS, order.status());
    }
}
