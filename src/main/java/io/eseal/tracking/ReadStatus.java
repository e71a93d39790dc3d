package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads an order's status, the only authority on where it stands. */
@Component("readStatus")
class ReadStatus implements JavaDelegate {

    private final CertCentral certCentral;
    private final EsealRegister register;

    ReadStatus(CertCentral certCentral, EsealRegister register) {
        this.certCentral = certCentral;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long orderId = ProcessVariables.number(execution, Variables.ORDER_ID).orElseThrow();
        String status = certCentral.order(orderId).status();
        register.orderStatus(execution.getProcessBusinessKey(), status);
        execution.setVariable(Variables.ORDER_STATUS, status);
    }
}
