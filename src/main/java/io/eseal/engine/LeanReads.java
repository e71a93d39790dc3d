package io.eseal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;

/**
 * Installs managers that do not ask the database for what a transaction knows already: the executions of an instance
 * one by one and then all of them, the definition of an instance that is loaded, the step of a job, the incidents of a
 * job without any, and the counters of a multi-instance step. What other nodes may have changed is still read.
 */
final class LeanReads {

    private LeanReads() {}

    static void install(ProcessEngineConfigurationImpl engine) {
        List<SessionFactory> factories = listOf(engine.getCustomSessionFactories());
        StepsOfJobs steps = new StepsOfJobs();
        factories.add(new Factory(ExecutionManager.class, () -> new WholeInstances(steps)));
        factories.add(new Factory(ProcessDefinitionManager.class, LoadedDefinitions::new));
        factories.add(new Factory(JobManager.class, KnownJobs::new));
        engine.setCustomSessionFactories(factories);
        engine.setHistoryEventProducer(new DeployedDefinitions());
        List<IncidentHandler> handlers = listOf(engine.getCustomIncidentHandlers());
        handlers.add(new JobIncidents());
        engine.setCustomIncidentHandlers(handlers);
        List<BpmnParseListener> listeners = listOf(engine.getCustomPreBPMNParseListeners());
        listeners.add(new UncountedInstances.Installer());
        engine.setCustomPreBPMNParseListeners(listeners);
    }

    private static <T> List<T> listOf(List<T> there) {
        return new ArrayList<>(there == null ? List.of() : there);
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
