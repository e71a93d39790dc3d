package io.eseal.web;

import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.RestException;

/**
 * Refusal of a call to the engine that names a thing that does not exist, or an argument that is missing or outside its
 * limits. The engine checks arguments inside its commands and would answer the findings as faults of the server.
 *
 * @param status 404 for a thing that does not exist, 400 for an argument that the command does not accept
 * @param sentence names the argument, in the engine's words
 */
record WrongArgument(Status status, String sentence) {

    // Messages of the engine's commands about a thing that does not exist.
    private static final Pattern NOT_THERE = Pattern.compile(
            "(?i)(execution|instance|definition|task|job|batch|filter|user|group|tenant|deployment|resource)\\b.*"
                    + "(doesn't|does not) exist|^(ENGINE-\\d+ )?no .+ found for|^(ENGINE-\\d+ )?no .+ found with|^cannot "
                    + "find\\b|(definition|instance|subscription|task)s? not found");
    /**
     * Messages about an argument: of org.camunda.bpm.engine.impl.cmd.CommandLogger, about ids of users, groups and
     * tenants, and about moves in a process whose scope is there several times.
     */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "^ENGINE-(03025|130(36|37|39|40|42|43|50|51|52|53|54))\\b|^Only timer jobs can be recalculated| has an invalid id: "
                    + "|^Ancestor activity execution is ambiguous|^Executions for activity .* ambiguous"
                    + "|^Concurrent instantiation not possible");
    /** Package of the code that runs processes: a value that is missing there is not an argument of the call. */
    private static final String PROCESSES = "org.camunda.bpm.engine.impl.pvm.";

    /** Returns the refusal for an exception; empty if no argument of the call caused it. */
    static Optional<WrongArgument> of(Throwable exception) {
        Optional<NullValueException> missing = ExceptionChain.find(exception, NullValueException.class);
        if (missing.isPresent()) {
            return missing.filter(WrongArgument::isOfTheCall).map(found -> of(String.valueOf(found.getMessage())));
        }
        return ExceptionChain.find(exception, ProcessEngineException.class)
                .filter(WrongArgument::isOfTheCall)
                .map(Throwable::getMessage)
                // The REST interface passes on some messages without the exception itself as a cause.
                .or(() -> Optional.of(exception)
                        .filter(RestException.class::isInstance)
                        .map(Throwable::getMessage))
                .filter(message -> NOT_TAKEN.matcher(message).find() || isNotThere(message))
                .map(WrongArgument::of);
    }

    private static WrongArgument of(String message) {
        return new WrongArgument(isNotThere(message) ? Status.NOT_FOUND : Status.BAD_REQUEST, message);
    }

    private static boolean isNotThere(String message) {
        return message != null && NOT_THERE.matcher(message).find();
    }

    private static boolean isOfTheCall(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith(PROCESSES));
    }
}
