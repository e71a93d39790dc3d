package io.eseal.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Maps exceptions of the engine's REST interface to HTTP: refusals and calls that cannot be read 400, missing tasks and
 * other missing things 404, lost races 409, an unusable database 503. The engine itself would answer most of these as
 * 500.
 */
@Component
class EngineRestExceptionMappers implements RestProviders {

    private static final Logger log = LoggerFactory.getLogger(EngineRestExceptionMappers.class);
    private static final List<Class<?>> MAPPERS =
            List.of(OfTheInterface.class, OfTheEngine.class, OfSpring.class, OfWhatWasSent.class);

    // Messages of the engine's own commands.
    private static final Pattern NO_TASK = Pattern.compile("^Cannot find task with id|^task \\S+ doesn't exist");

    @Override
    public List<Class<?>> classes() {
        return MAPPERS;
    }

    /**
     * Returns the message of a {@link BadUserRequestException} among the exception and its causes; empty if there is
     * none.
     */
    static Optional<String> refusal(Throwable exception) {
        return ExceptionChain.find(exception, BadUserRequestException.class).map(Throwable::getMessage);
    }

    /**
     * Returns the sentence for a caller who completes a task that does not exist any more; empty for other exceptions.
     */
    static Optional<String> isOver(Throwable exception) {
        return ExceptionChain.find(exception, NullValueException.class)
                .filter(missing -> NO_TASK.matcher(missing.getMessage()).find())
                .map(
                        missing ->
                                "There is no such task any more: it has been completed already, in another window or by somebody else.");
    }

    private static Response answer(Throwable exception) {
        if (DatabaseAway.caused(exception)) {
            return Response.fromResponse(
                            answer(Status.SERVICE_UNAVAILABLE, "ProcessEngineException", DatabaseAway.SENTENCE))
                    .header(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER)
                    .build();
        }
        if (ExceptionChain.find(exception, OptimisticLockingException.class).isPresent()) {
            return answer(Status.CONFLICT, "OptimisticLockingException", UnexpectedErrors.CHANGED_MEANWHILE);
        }
        if (ExceptionChain.find(exception, TaskAlreadyClaimedException.class).isPresent()) {
            return answer(Status.CONFLICT, "TaskAlreadyClaimedException", "Somebody else has claimed the task.");
        }
        return isOver(exception)
                .map(sentence -> answer(Status.NOT_FOUND, "NullValueException", sentence))
                .or(() -> UnreadableCall.says(exception)
                        .map(sentence -> answer(Status.BAD_REQUEST, "InvalidRequestException", sentence)))
                .or(() -> WrongArgument.of(exception)
                        .map(wrong -> answer(wrong.status(), "InvalidRequestException", wrong.sentence())))
                .or(() -> ofTheDatabase(exception))
                .orElseGet(() -> ExceptionHandlerHelper.getInstance().getResponse(exception));
    }

    /** Answers without the exception's message, which quotes the statement and may quote its values. */
    private static Optional<Response> ofTheDatabase(Throwable exception) {
        return ExceptionChain.find(exception, SQLException.class)
                .<Throwable>map(cause -> cause)
                .or(() -> ExceptionChain.find(exception, DataAccessException.class))
                .map(cause -> {
                    log.error("A call of the engine's REST interface failed", exception);
                    return answer(Status.INTERNAL_SERVER_ERROR, "ProcessEngineException", UnexpectedErrors.FAILED);
                });
    }

    private static Response answer(Status status, String type, String sentence) {
        ExceptionDto body = new ExceptionDto();
        body.setType(type);
        body.setMessage(sentence);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }

    /** Maps exceptions of the REST interface itself. */
    @Priority(1)
    static class OfTheInterface implements ExceptionMapper<RestException> {

        @Override
        public Response toResponse(RestException exception) {
            return refusal(exception)
                    .map(sentence -> answer(Status.BAD_REQUEST, "InvalidRequestException", sentence))
                    .orElseGet(() -> answer(exception));
        }
    }

    /** Maps exceptions of the engine. */
    @Priority(1)
    static class OfTheEngine implements ExceptionMapper<ProcessEngineException> {

        @Override
        public Response toResponse(ProcessEngineException exception) {
            return answer(exception);
        }
    }

    /** Maps exceptions of Spring, since the engine's transactions are Spring's. */
    @Priority(1)
    static class OfSpring implements ExceptionMapper<NestedRuntimeException> {

        @Override
        public Response toResponse(NestedRuntimeException exception) {
            return answer(exception);
        }
    }

    /**
     * Maps runtime exceptions: a value that the REST interface cannot read, such as a condition without an operator,
     * gives 400.
     */
    @Priority(1)
    static class OfWhatWasSent implements ExceptionMapper<RuntimeException> {

        private static final List<Class<?>> SIGNS = List.of(
                NullPointerException.class,
                IllegalArgumentException.class,
                IndexOutOfBoundsException.class,
                ClassCastException.class);
        // Packages of the classes that hold a body or the query parameters.
        private static final List<String> READERS =
                List.of("org.camunda.bpm.engine.rest.dto.", "org.camunda.bpm.webapp.rest.dto.");

        @Override
        public Response toResponse(RuntimeException exception) {
            return cannotBeRead(exception)
                    ? EngineRestExceptionMappers.answer(
                            Status.BAD_REQUEST,
                            "InvalidRequestException",
                            "The call holds a value that cannot be read.")
                    : EngineRestExceptionMappers.answer(exception);
        }

        private static boolean cannotBeRead(RuntimeException exception) {
            return SIGNS.stream().anyMatch(sign -> sign.isInstance(exception))
                    && Arrays.stream(exception.getStackTrace())
                            .anyMatch(frame -> READERS.stream()
                                    .anyMatch(reader -> frame.getClassName().startsWith(reader)));
        }
    }
}
