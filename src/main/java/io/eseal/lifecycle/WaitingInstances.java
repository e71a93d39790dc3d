package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.security.RunAsSystem;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sends messages to process instances that wait for them. */
@Component
public class WaitingInstances {

    private final RuntimeService runtime;
    private final RunAsSystem system;

    WaitingInstances(RuntimeService runtime, RunAsSystem system) {
        this.runtime = runtime;
        this.system = system;
    }

    /** Returns whether the request's instance is suspended, so that it takes no message. */
    public boolean isSuspended(EsealId esealId) {
        return system.call(() -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .suspended()
                        .count()
                > 0);
    }

    /** Returns whether the request's instance is at the activity, with whatever permissions the caller has. */
    public boolean isAt(EsealId esealId, String activity) {
        return system.call(() -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .activityIdIn(activity)
                        .count()
                > 0);
    }

    /** Returns how many instances wait for a message. */
    public long count(String message) {
        return system.call(() -> runtime.createEventSubscriptionQuery()
                .eventType("message")
                .eventName(message)
                .count());
    }

    /**
     * Sends a message to the request's instance with the permissions of the service; the caller has to check first
     * whether the person may ask for it.
     *
     * @param message one of {@link EsealLifecycle.Messages}
     * @param variables set in the instance together with the message
     * @return false when the request's instance does not wait for the message, or is suspended
     * @throws MismatchingMessageCorrelationException when it ceased to wait in this moment, in a caller's transaction,
     *     which is undone then
     */
    public boolean tell(EsealId esealId, String message, Map<String, Object> variables) {
        return system.call(() -> {
            if (TransactionSynchronizationManager.isActualTransactionActive() && !waits(esealId, message)) {
                return false;
            }
            try {
                runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(esealId.value())
                        .setVariables(variables)
                        .correlate();
                return true;
            } catch (MismatchingMessageCorrelationException e) {
                // It went on in this moment. The engine has spoiled the transaction, of which the caller has to know.
                if (TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw e;
                }
                return false;
            }
        });
    }

    /**
     * Sets a variable of the request's instance, for the forms of its open tasks, with the permissions of the service.
     */
    public void set(EsealId esealId, String variable, Object value) {
        system.call(() -> {
            List<ProcessInstance> running = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(esealId.value())
                    .list();
            running.forEach(instance -> runtime.setVariable(instance.getId(), variable, value));
            return running;
        });
    }

    /** Asked first in a caller's transaction: the engine's refusal would undo all that it holds. */
    private boolean waits(EsealId esealId, String message) {
        return runtime.createExecutionQuery()
                        .processInstanceBusinessKey(esealId.value())
                        .messageEventSubscriptionName(message)
                        .active()
                        .count()
                > 0;
    }
}
