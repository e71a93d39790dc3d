package io.eseal.lifecycle;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * What a caller of the engine's REST interface may not do is the caller's fault, and so is to come second: the engine itself
 * answers a refusal from within a start or a completion, and a task that is gone, as a fault of the server.
 */
@Component
class RefusedCalls implements ResourceConfigCustomizer {

    @Override
    public void customize(ResourceConfig engineRest) {
        engineRest.register(Mapper.class);
    }

    /** The sentence of a refusal, wherever it hides among the causes. */
    static Optional<String> refusal(Throwable exception) {
        return Causes.find(exception, BadUserRequestException.class).map(Throwable::getMessage);
    }

    @Priority(1)
    static class Mapper extends RestExceptionHandler implements ExceptionMapper<RestException> {

        // As the engine's own commands say it.
        private static final String NO_TASK = "Cannot find task with id";

        @Override
        public Response toResponse(RestException exception) {
            Optional<String> refusal = refusal(exception);
            if (refusal.isPresent()) {
                return answer(Response.Status.BAD_REQUEST, "InvalidRequestException", refusal.get());
            }
            if (Causes.find(exception, OptimisticLockingException.class).isPresent()) {
                return answer(Response.Status.CONFLICT, "OptimisticLockingException", UnexpectedErrors.CHANGED_MEANWHILE);
            }
            if (Causes.find(exception, NullValueException.class).filter(missing -> missing.getMessage().startsWith(NO_TASK)).isPresent()) {
                return answer(Response.Status.NOT_FOUND, "NullValueException", "There is no such task any more: somebody else has completed it.");
            }
            return super.toResponse(exception);
        }

        private static Response answer(Response.Status status, String type, String sentence) {
            ExceptionDto body = new ExceptionDto();
            body.setType(type);
            body.setMessage(sentence);
            return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
        }
    }
}
