package io.eseal.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.orderbody.OrderBody;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Collects each variable {@code request} that a person's call writes, by any engine command and in any scope, and
 * passes them to {@link RequestChanges} before the call's transaction ends.
 */
class RequestWatch extends CommandInterceptor implements HistoryEventHandler {

    /** Values that the current call of this thread has written so far, by process instance. */
    private static final ThreadLocal<Map<String, Instance>> CALL = new ThreadLocal<>();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<EsealRegister> register;
    private final Supplier<RequestChanges> changes;

    RequestWatch(Supplier<EsealRegister> register, Supplier<RequestChanges> changes) {
        this.register = register;
        this.changes = changes;
    }

    /**
     * Values that a call wrote to one process instance.
     *
     * @param before the request's record when the call wrote the first variable; empty when the call started the
     *     instance
     * @param variables the latest value by the variable's id
     */
    private record Instance(Optional<Eseal> before, Map<String, Value> variables) {}

    /**
     * A value that was written.
     *
     * @param throughout whether the variable belongs to the whole process instance, not to one of its parts
     */
    private record Value(OrderBody content, boolean throughout) {}

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = Context.getCommandContext().getAuthentication();
        if (CALL.get() != null || person == null || person.getUserId() == null) {
            return next.execute(command);
        }
        Map<String, Instance> written = new LinkedHashMap<>();
        CALL.set(written);
        try {
            T result = next.execute(command);
            written.values().forEach(instance -> look(instance, person));
            return result;
        } finally {
            CALL.remove();
        }
    }

    private void look(Instance instance, Authentication person) {
        instance.before.ifPresent(before -> {
            changes.get()
                    .look(
                            before,
                            instance.variables.values().stream()
                                    .map(Value::content)
                                    .toList(),
                            UserId.of(person.getUserId()));
            if (person.getGroupIds() != null && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN)) {
                // No later step stores a value that an administrator wrote by hand.
                instance.variables.values().stream()
                        .filter(Value::throughout)
                        .map(Value::content)
                        .filter(OrderBody::isObject)
                        .forEach(request -> register.get().remember(before.id(), request));
            }
        });
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        Map<String, Instance> written = CALL.get();
        if (written != null && event instanceof HistoricVariableUpdateEventEntity variable && isRequest(variable)) {
            boolean throughout =
                    variable.getProcessInstanceId().equals(variable.getExecutionId()) && variable.getTaskId() == null;
            written.computeIfAbsent(
                            variable.getProcessInstanceId(), id -> new Instance(record(id), new LinkedHashMap<>()))
                    .variables
                    .put(variable.getVariableInstanceId(), new Value(content(variable), throughout));
        }
    }

    private static boolean isRequest(HistoricVariableUpdateEventEntity variable) {
        return Variables.REQUEST.equals(variable.getVariableName())
                && variable.getProcessInstanceId() != null
                && !variable.isEventOfType(HistoryEventTypes.VARIABLE_INSTANCE_DELETE);
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }

    // A starting instance has no record yet; its business key could be the id of an existing request.
    private Optional<Eseal> record(String processInstanceId) {
        return Optional.ofNullable(
                        Context.getCommandContext().getExecutionManager().findExecutionById(processInstanceId))
                .filter(instance -> !instance.isStarting())
                .map(ExecutionEntity::getBusinessKey)
                .flatMap(EsealId::read)
                .flatMap(register.get()::find);
    }

    private static OrderBody content(HistoricVariableUpdateEventEntity variable) {
        String text = variable.getByteValue() == null
                ? variable.getTextValue()
                : new String(variable.getByteValue(), StandardCharsets.UTF_8);
        try {
            return text == null ? OrderBody.missing() : OrderBody.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return OrderBody.missing();
        }
    }
}
