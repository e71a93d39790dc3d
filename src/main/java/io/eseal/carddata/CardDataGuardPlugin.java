package io.eseal.carddata;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Installs the guards in the engine: one before its history, one before the commands that send nothing to the history.
 */
@Component
class CardDataGuardPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCustomHistoryEventHandlers().add(new CardDataGuard());
        configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new CardDataCommands()));
        configuration.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new CardDataCommands()));
    }
}
