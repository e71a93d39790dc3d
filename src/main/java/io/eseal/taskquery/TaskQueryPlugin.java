package io.eseal.taskquery;

import io.eseal.counting.LargeCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.springframework.stereotype.Component;

/** Makes the engine list and count tasks and variables by statements that stay fast with many tasks. */
@Component
class TaskQueryPlugin extends AbstractProcessEnginePlugin {

    private final int few;
    private final Duration countsLast;

    TaskQueryPlugin() {
        this(LargeCounts.FEW, LargeCounts.LASTING);
    }

    /**
     * Makes the plugin.
     *
     * @param few so many tasks or permissions may be gone through one by one, and counted each time
     * @param countsLast how old a larger number may be
     */
    TaskQueryPlugin(int few, Duration countsLast) {
        this.few = few;
        this.countsLast = countsLast;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        LargeCounts largeCounts = new LargeCounts(countsLast);
        List<SessionFactory> factories = new ArrayList<>(
                engine.getCustomSessionFactories() == null ? List.of() : engine.getCustomSessionFactories());
        factories.add(new Factory(TaskManager.class, () -> new TaskQueries(few, largeCounts)));
        factories.add(new Factory(VariableInstanceManager.class, VariableQueries::new));
        factories.add(new Factory(AuthorizationManager.class, CallersGroups::new));
        engine.setCustomSessionFactories(factories);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        OwnStatements.add(engine.getSqlSessionFactory().getConfiguration(), few);
    }

    private record Factory(Class<?> type, Supplier<Session> managers) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return managers.get();
        }
    }
}
