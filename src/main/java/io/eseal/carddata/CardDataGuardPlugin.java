package io.eseal.carddata;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Puts the guards in front of the engine's own history, and of the commands that it does not tell its history of. */
@Component
class CardDataGuardPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getCustomHistoryEventHandlers().add(new CardDataGuard());
        configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new CardDataCommands()));
        configuration.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new CardDataCommands()));
    }
}
