package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.proof.Proofs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Refuses to put a seal into service whose certificate was not registered, or that has not proven that it seals though
 * it has to, whatever way led there.
 */
@Component("requireRegistration")
class RequireRegistration implements ExecutionListener {

    private final IssuedSeals seals;
    private final Proofs proofs;
    private final CertificateSettings settings;

    RequireRegistration(IssuedSeals seals, Proofs proofs, CertificateSettings settings) {
        this.seals = seals;
        this.proofs = proofs;
        this.settings = settings;
    }

    @Override
    public void notify(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        if (!seals.isRegistered(id)) {
            throw new CompletionRefused(
                    "No seal goes into service whose certificate was not inspected and registered: start the request at the"
                            + " step service_fetch_certificate, or earlier.");
        }
        if (settings.proof() != ProofDemand.OFF && proofs.find(id).isEmpty()) {
            throw new CompletionRefused(
                    "No seal goes into service that has not proven that it seals: start the request at the step"
                            + " user_prove_seal, or have an operator waive the proof there.");
        }
    }
}
