package io.eseal.retry;

import io.eseal.certcentral.Availability;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Registers {@link CertCentralJobRetryPolicy} with the engine. */
@Component
class CertCentralJobRetryPlugin extends AbstractProcessEnginePlugin {

    private final Availability availability;
    private final StepFailures failures;

    /**
     * Makes the plugin.
     *
     * @param failures looked up at the first failure, because its table is created after the engine's start
     */
    CertCentralJobRetryPlugin(Availability availability, @Lazy StepFailures failures) {
        this.availability = availability;
        this.failures = failures;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setFailedJobCommandFactory(new CertCentralJobRetryPolicy(availability, failures));
    }
}
