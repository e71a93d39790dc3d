package io.eseal.indexes;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.stereotype.Component;

/** Makes the {@link EngineIndexes} once the engine has its tables. */
@Component
class IndexPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        EngineIndexes.make(engine.getProcessEngineConfiguration().getDataSource());
    }
}
