package io.eseal.lifecycle;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * What a caller of the engine's REST interface may not do is the caller's fault, so is to come second, and a database that is
 * away is nobody's: the engine itself answers a refusal from within a start or a completion, a task that is gone, and all else,
 * as a fault of the server.
 */
@Component
class RefusedCalls implements ResourceConfigCustomizer {

    // As the engine's own commands say it.
    private static final String NO_TASK = "Cannot find task with id";

    @Override
    public void customize(ResourceConfig engineRest) {
        engineRest.register(OfTheInterface.class).register(OfTheEngine.class).register(OfSpring.class);
    }

    /** The sentence of a refusal, wherever it hides among the causes. */
    static Optional<String> refusal(Throwable exception) {
        return Causes.find(exception, BadUserRequestException.class).map(Throwable::getMessage);
    }

    /** What to say to whoever completes a task that is gone. */
    static Optional<String> isOver(Throwable exception) {
        return Causes.find(exception, NullValueException.class).filter(missing -> missing.getMessage().startsWith(NO_TASK))
                .map(missing -> "There is no such task any more: somebody else has completed it.");
    }

    private static Response answer(Throwable exception) {
        if (DatabaseAway.caused(exception)) {
            return Response.fromResponse(answer(Status.SERVICE_UNAVAILABLE, "ProcessEngineException", DatabaseAway.SENTENCE))
                    .header(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER).build();
        }
        if (Causes.find(exception, OptimisticLockingException.class).isPresent()) {
            return answer(Status.CONFLICT, "OptimisticLockingException", UnexpectedErrors.CHANGED_MEANWHILE);
        }
        return isOver(exception).map(sentence -> answer(Status.NOT_FOUND, "NullValueException", sentence))
                .orElseGet(() -> ExceptionHandlerHelper.getInstance().getResponse(exception));
    }

    private static Response answer(Status status, String type, String sentence) {
        ExceptionDto body = new ExceptionDto();
        body.setType(type);
        body.setMessage(sentence);
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
    }

    @Priority(1)
    static class OfTheInterface implements ExceptionMapper<RestException> {

        @Override
        public Response toResponse(RestException exception) {
            return refusal(exception).map(sentence -> answer(Status.BAD_REQUEST, "InvalidRequestException", sentence))
                    .orElseGet(() -> answer(exception));
        }
    }

    @Priority(1)
    static class OfTheEngine implements ExceptionMapper<ProcessEngineException> {

        @Override
        public Response toResponse(ProcessEngineException exception) {
            return answer(exception);
        }
    }

    /** The engine's transactions are Spring's. */
    @Priority(1)
    static class OfSpring implements ExceptionMapper<NestedRuntimeException> {

        @Override
        public Response toResponse(NestedRuntimeException exception) {
            return answer(exception);
        }
    }
}
