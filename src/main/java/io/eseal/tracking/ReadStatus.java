package io.eseal.tracking;

import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
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
        String id = execution.getProcessBusinessKey();
        String status = certCentral.order(register.orderOf(id)).status();
        register.orderStatus(id, status);
        execution.setVariable(Variables.ORDER_STATUS, status);
    }
}
