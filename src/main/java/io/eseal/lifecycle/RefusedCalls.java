package io.eseal.lifecycle;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * What a caller of the engine's REST interface may not do is the caller's fault: the engine itself answers a refusal
 * from within a start or a completion as a fault of the server.
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

        @Override
        public Response toResponse(RestException exception) {
            return refusal(exception).map(Mapper::badRequest).orElseGet(() -> super.toResponse(exception));
        }

        private static Response badRequest(String sentence) {
            ExceptionDto body = new ExceptionDto();
            body.setType("InvalidRequestException");
            body.setMessage(sentence);
            return Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
        }
    }
}
