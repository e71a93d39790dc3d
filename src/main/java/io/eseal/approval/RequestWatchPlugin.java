package io.eseal.approval;

import io.eseal.engine.EngineInterceptors;
import io.eseal.lifecycle.EsealRegister;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Registers {@link RequestWatch} in the engine, for each written variable and each command. */
@Component
class RequestWatchPlugin extends AbstractProcessEnginePlugin {

    private final Supplier<EsealRegister> register;
    private final Supplier<RequestChanges> changes;

    /** Keeps suppliers of both beans: the engine starts before them. */
    RequestWatchPlugin(ObjectProvider<EsealRegister> register, ObjectProvider<RequestChanges> changes) {
        this.register = register::getObject;
        this.changes = changes::getObject;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.getCustomHistoryEventHandlers().add(watch());
        EngineInterceptors.add(engine, () -> List.of(watch()));
    }

    private RequestWatch watch() {
        return new RequestWatch(register, changes);
    }
}
