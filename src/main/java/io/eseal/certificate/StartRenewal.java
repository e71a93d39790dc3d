package io.eseal.certificate;

import io.eseal.id.EsealId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts a new request for the renewal of a seal, unless one is open already, which the timeline then names. */
@Component("startRenewal")
class StartRenewal implements JavaDelegate {

    private final Renewals renewals;

    StartRenewal(Renewals renewals) {
        this.renewals = renewals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        renewals.startOrTell(EsealId.of(execution.getProcessBusinessKey()));
    }
}
