package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Registers the certificate as the seal in service and sets the dates for which the process waits. */
@Component("registerCertificate")
class RegisterCertificate implements JavaDelegate {

    private final CertificateRegister certificates;
    private final CertificateSettings settings;

    RegisterCertificate(CertificateRegister certificates, CertificateSettings settings) {
        this.certificates = certificates;
        this.settings = settings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        IssuedSeal seal = certificates.register(EsealId.of(execution.getProcessBusinessKey()));
        execution.setVariable(Variables.EXPIRES_AT, Date.from(seal.validTill()));
        execution.setVariable(Variables.RENEWAL_DUE, Date.from(seal.validTill().minus(settings.renewalWindow())));
    }
}
