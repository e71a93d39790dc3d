package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.security.RunAsSystem;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.WorkUnderWay;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/** Reads from the engine's tasks, incidents and waiting messages what is being done about a request. */
@Component
class EngineOpenWork implements OpenWork {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final TaskCatalogue catalogue;
    private final RunAsSystem system;

    EngineOpenWork(RuntimeService runtime, TaskService tasks, TaskCatalogue catalogue, RunAsSystem system) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.catalogue = catalogue;
        this.system = system;
    }

    @Override
    public boolean doubtIsSeen(EsealId esealId) {
        return system.call(() -> waitsIn(esealId, WorkUnderWay.ORDER_IN_DOUBT) || hasIncident(esealId));
    }

    /**
     * Counts two waits, too: for a status change, for which only a revocation waits in service, and for OCSP and CRL to
     * show it.
     */
    @Override
    public boolean revocationIsUnderWay(EsealId esealId) {
        return system.call(() -> waitsIn(esealId, WorkUnderWay.REVOCATION)
                || waitsForNews(esealId)
                || waitsForPublication(esealId)
                || hasIncident(esealId));
    }

    private boolean waitsIn(EsealId esealId, WorkUnderWay work) {
        return tasks.createTaskQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .taskDefinitionKeyIn(catalogue.ids(work).toArray(String[]::new))
                        .count()
                > 0;
    }

    private boolean hasIncident(EsealId esealId) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .withIncident()
                        .count()
                > 0;
    }

    private boolean waitsForPublication(EsealId esealId) {
        return runtime.createExecutionQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .activityId(Elements.EVENT_PUBLICATION_POLL)
                        .count()
                > 0;
    }

    private boolean waitsForNews(EsealId esealId) {
        return runtime.createExecutionQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .messageEventSubscriptionName(Messages.ORDER_STATUS_CHANGED)
                        .count()
                > 0;
    }
}
