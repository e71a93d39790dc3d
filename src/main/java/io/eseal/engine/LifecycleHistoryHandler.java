package io.eseal.engine;

import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricFormPropertyEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIdentityLinkLogEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.task.IdentityLinkType;

/**
 * Writes the engine's history to the database. At the level {@link LifecycleHistory} it leaves out the variables that
 * no history has to tell of, because the request's record and timeline do, the fields of forms, which are the same
 * values once more, and the candidates that the model gives to each task. Of other variables it keeps only the values
 * that an administrator wrote, each as a detail: a last value would be wrong as soon as a step writes the next.
 */
final class LifecycleHistoryHandler extends DbHistoryEventHandler {

    private static final Set<String> KEPT = Set.of(
            Variables.REQUESTER,
            Variables.ORGANIZATION_NAME,
            Variables.OUTCOME,
            Variables.ORDER_ID,
            Variables.ORDER_STATUS);

    @Override
    public void handleEvent(HistoryEvent event) {
        if (!(Context.getProcessEngineConfiguration().getHistoryLevel() instanceof LifecycleHistory) || isKept(event)) {
            super.handleEvent(event);
        } else if (event instanceof HistoricVariableUpdateEventEntity variable
                && LifecycleHistory.isWrittenByAnAdministrator()) {
            detail(variable);
        }
    }

    /** Writes the value to the history of values, but not as the variable's last one. */
    private void detail(HistoricVariableUpdateEventEntity variable) {
        String type = variable.getEventType();
        variable.setEventType(HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL.getEventName());
        super.handleEvent(variable);
        variable.setEventType(type);
    }

    private static boolean isKept(HistoryEvent event) {
        if (event instanceof HistoricVariableUpdateEventEntity variable) {
            return KEPT.contains(variable.getVariableName());
        }
        if (event instanceof HistoricIdentityLinkLogEventEntity link) {
            return !IdentityLinkType.CANDIDATE.equals(link.getType());
        }
        return !(event instanceof HistoricFormPropertyEventEntity);
    }
}
