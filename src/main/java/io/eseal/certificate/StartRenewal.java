package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts a new request for the renewal of a seal, unless one is open already, which the timeline then names. */
@Component("startRenewal")
class StartRenewal implements JavaDelegate {

    private final Renewals renewals;
    private final EsealRegister register;

    StartRenewal(Renewals renewals, EsealRegister register) {
        this.renewals = renewals;
        this.register = register;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        if (register.find(id)
                .map(Eseal::state)
                .filter(EsealState.IN_SERVICE::equals)
                .isEmpty()) {
            throw new IllegalStateException("The seal of " + id
                    + " is not in service: only a seal in service is renewed, whatever way leads there");
        }
        renewals.startOrTell(id);
    }
}
