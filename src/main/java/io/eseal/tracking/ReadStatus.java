package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads an order's status, the only authority on where it stands. */
@Component("readStatus")
class ReadStatus implements JavaDelegate {

    /** In place of CertCentral's word, when the order names another request. */
    private static final String OF_ANOTHER = "of_another_request";

    private final CertCentral certCentral;
    private final EsealRegister register;
    private final Timeline timeline;

    ReadStatus(CertCentral certCentral, EsealRegister register, Timeline timeline) {
        this.certCentral = certCentral;
        this.register = register;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String id = execution.getProcessBusinessKey();
        OrderInfo order = certCentral.order(register.orderOf(id));
        String status = order.alternativeOrderId().filter(reference -> !reference.isBlank() && !reference.equals(id))
                .map(reference -> ofAnother(id, order.id(), reference)).orElse(order.status());
        register.orderStatus(id, status);
        execution.setVariable(Variables.ORDER_STATUS, status);
    }

    /** Nothing is done to it: a status that nobody knows is assessed by an operator. */
    private String ofAnother(String esealId, long orderId, String reference) {
        if (register.find(esealId).flatMap(Eseal::orderStatus).filter(OF_ANOTHER::equals).isEmpty()) {
            timeline.add(esealId, "order_of_another", "CertCentral order " + orderId + ", which CertCentral gave as the order of " + esealId
                    + ", is for the reference " + reference);
        }
        return OF_ANOTHER;
    }
}
