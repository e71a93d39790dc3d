package io.eseal.retry;

import io.eseal.certcentral.Availability;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells the engine to ask {@link CertCentralJobRetryPolicy} about failed jobs. */
@Component
class CertCentralJobRetryPlugin extends AbstractProcessEnginePlugin {

    private final Availability availability;
    private final StepFailures failures;

    /** @param failures looked up at the first failure: their table is made after the engine's */
    CertCentralJobRetryPlugin(Availability availability, @Lazy StepFailures failures) {
        this.availability = availability;
        this.failures = failures;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setFailedJobCommandFactory(new CertCentralJobRetryPolicy(availability, failures));
    }
}
