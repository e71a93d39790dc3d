package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Refuses to put a seal into service whose certificate was not registered, whatever way led there. */
@Component("requireRegistration")
class RequireRegistration implements ExecutionListener {

    private final IssuedSeals seals;

    RequireRegistration(IssuedSeals seals) {
        this.seals = seals;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (!seals.isRegistered(EsealId.of(execution.getProcessBusinessKey()))) {
            throw new CompletionRefused(
                    "No seal goes into service whose certificate was not inspected and registered: start the request at the"
                            + " step service_fetch_certificate, or earlier.");
        }
    }
}
