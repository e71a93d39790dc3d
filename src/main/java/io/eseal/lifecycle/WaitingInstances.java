package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.security.RunAsSystem;
import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Moves instances that wait for a message. */
@Component
public class WaitingInstances {

    private final RuntimeService runtime;
    private final RunAsSystem access;

    WaitingInstances(RuntimeService runtime, RunAsSystem access) {
        this.runtime = runtime;
        this.access = access;
    }

    /**
     * Sends the message in the service's own name; whether the caller may ask for it was checked before.
     *
     * @param message one of {@link EsealLifecycle.Messages}
     * @return false when the request's instance does not wait for it
     */
    public boolean tell(EsealId esealId, String message, Map<String, Object> variables) {
        return access.call(() -> {
            try {
                runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(esealId.value())
                        .setVariables(variables)
                        .correlate();
                return true;
            } catch (MismatchingMessageCorrelationException e) {
                return false;
            }
        });
    }
}
