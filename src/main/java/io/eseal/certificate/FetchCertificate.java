package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.proof.Proofs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Fetches the certificate of an issued order and sets the variable with its id. */
@Component("fetchCertificate")
class FetchCertificate implements JavaDelegate {

    private final CertificateFetch fetch;
    private final EsealRegister register;
    private final Proofs proofs;
    private final CertificateSettings settings;

    FetchCertificate(CertificateFetch fetch, EsealRegister register, Proofs proofs, CertificateSettings settings) {
        this.fetch = fetch;
        this.register = register;
        this.proofs = proofs;
        this.settings = settings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        boolean onToken = ProcessVariables.request(execution).isOnToken();
        IssuedSeal seal = fetch.fetch(id, register.orderOf(id), onToken);
        // Another certificate may have come than the one that was proven.
        proofs.supersede(id);
        execution.setVariable(Variables.CERTIFICATE_ID, seal.certificateId());
        execution.setVariable(Variables.SEAL_PROVEN, settings.proof() == ProofDemand.OFF);
    }
}
