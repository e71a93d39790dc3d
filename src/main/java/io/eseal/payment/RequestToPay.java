package io.eseal.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.orderbody.OrderBody;
import io.eseal.web.Problems;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.springframework.stereotype.Component;

/** Reads the order body of a request that waits for its card. */
@Component
class RequestToPay {

    private final CardTask task;
    private final TaskService tasks;
    private final ObjectMapper json;

    RequestToPay(CardTask task, TaskService tasks, ObjectMapper json) {
        this.task = task;
        this.tasks = tasks;
        this.json = json;
    }

    /**
     * Reads the order body without a card.
     *
     * @throws org.springframework.web.ErrorResponseException 409 when the request does not wait for a card payment
     */
    OrderBody of(EsealId esealId) {
        Task open = task.of(esealId).orElseThrow(RequestToPay::notWaiting);
        try {
            return OrderBody.of(json.readTree(requestOf(open)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request variable holds no JSON", e);
        } catch (RuntimeException e) {
            // Another payment or a cancellation may end the task between two reads
            // of the engine, and the request and its permissions end with it.
            throw task.of(esealId).isPresent() ? e : notWaiting();
        }
    }

    private String requestOf(Task open) {
        JsonValue request = tasks.getVariableTyped(open.getId(), Variables.REQUEST, false);
        if (request == null) {
            throw new NullValueException("the task has no request any more");
        }
        return request.getValueSerialized();
    }

    private static RuntimeException notWaiting() {
        return Problems.conflict("The request does not wait for a card payment.");
    }
}
