package io.eseal.retry;

import io.eseal.certcentral.Availability;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Tells the engine to ask {@link FailedCalls} about failed jobs. */
@Component
class FailedCallsPlugin extends AbstractProcessEnginePlugin {

    private final Availability availability;

    FailedCallsPlugin(Availability availability) {
        this.availability = availability;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setFailedJobCommandFactory(new FailedCalls(availability));
    }
}
