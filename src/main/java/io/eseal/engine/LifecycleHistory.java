package io.eseal.engine;

import io.eseal.security.Actors;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * A history level that keeps what people look at: instances, steps, tasks, events, ends, decisions, incidents, failed
 * jobs, and who did what. It drops what the model passes on the way (gateways, phases with their start and plain end,
 * the body of a multi-instance step), jobs that went well, and every earlier value of a variable but those that an
 * administrator wrote. Which variables it keeps is up to {@link LifecycleHistoryHandler}, because the guards of what is
 * written have to see all of them.
 *
 * <p>It has the number of the level {@code full}, which the engine stores in the database and compares at its start:
 * databases of earlier versions stay as they are, nodes of both versions may run side by side, and
 * {@code camunda.bpm.history-level} may be set back to {@code full} at any start.
 */
final class LifecycleHistory extends AbstractHistoryLevel {

    private static final Set<HistoryEventTypes> NEVER =
            Set.of(HistoryEventTypes.JOB_CREATE, HistoryEventTypes.JOB_SUCCESS, HistoryEventTypes.JOB_DELETE);
    /** What only holds steps; the timeline tells when a request entered each phase. */
    private static final Set<String> NEVER_LOOKED_AT = Set.of("multiInstanceBody", "subProcess");

    private static final Set<HistoryEventTypes> OF_ACTIVITIES = Set.of(
            HistoryEventTypes.ACTIVITY_INSTANCE_START,
            HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE,
            HistoryEventTypes.ACTIVITY_INSTANCE_END);

    /** Makes the level known to the engine, which has to be configured with its name. */
    static void install(ProcessEngineConfigurationImpl engine) {
        engine.setCustomHistoryLevels(List.of(new LifecycleHistory()));
        engine.setEnableDefaultDbHistoryEventHandler(false);
        engine.getCustomHistoryEventHandlers().add(new LifecycleHistoryHandler());
    }

    @Override
    public int getId() {
        return HistoryLevel.HISTORY_LEVEL_FULL.getId();
    }

    @Override
    public String getName() {
        return "lifecycle";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, @Nullable Object entity) {
        if (entity instanceof ExecutionEntity execution && OF_ACTIVITIES.contains(event)) {
            return isLookedAt(execution);
        }
        if (event == HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL) {
            return isWrittenByAnAdministrator();
        }
        return !NEVER.contains(event);
    }

    /**
     * Returns whether an administrator acts: administrators alone write variables by hand, and the timeline names the
     * variables without their values.
     */
    static boolean isWrittenByAnAdministrator() {
        Authentication person = Context.getCommandContext().getAuthentication();
        return person != null && Actors.isAdministrator(person);
    }

    private static boolean isLookedAt(ExecutionEntity execution) {
        if (execution.getActivity() == null) {
            return true;
        }
        String type = String.valueOf(execution.getActivity().getProperty("type"));
        if (type.equals("startEvent") || type.equals("noneEndEvent")) {
            return isOfTheProcess(execution);
        }
        return !type.endsWith("Gateway") && !NEVER_LOOKED_AT.contains(type);
    }

    /** Returns whether the execution's activity stands in the overview, not in a phase. */
    private static boolean isOfTheProcess(ExecutionEntity execution) {
        return execution.getActivity().getFlowScope() == execution.getProcessDefinition();
    }
}
