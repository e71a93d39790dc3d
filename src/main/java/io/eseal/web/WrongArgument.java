package io.eseal.web;

import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.RestException;

/**
 * A call that names something that the engine does not have, or leaves out or exceeds what a command takes. The
 * engine's commands look at their arguments one by one and its interface answers what they find as a fault of the
 * server.
 *
 * @param status 404 for what there is not, 400 for what a command does not take
 * @param sentence which argument, in the engine's words
 */
record WrongArgument(Status status, String sentence) {

    // As the engine's commands say it.
    private static final Pattern NOT_THERE = Pattern.compile(
            "(?i)(execution|instance|definition|task|job|batch|filter|user|group|tenant|deployment|resource)\\b.*"
                    + "(doesn't|does not) exist|^(ENGINE-\\d+ )?no .+ found for|^(ENGINE-\\d+ )?no .+ found with|^cannot "
                    + "find\\b|(definition|instance|subscription|task)s? not found");
    /** Those of org.camunda.bpm.engine.impl.cmd.CommandLogger that speak of an argument. */
    private static final Pattern NOT_TAKEN =
            Pattern.compile("^ENGINE-130(36|37|39|40|42|43|50|51|52|53|54)\\b|^Only timer jobs can be recalculated");
    /** What runs when a process runs: what is missing there was not left out by the caller. */
    private static final String PROCESSES = "org.camunda.bpm.engine.impl.pvm.";

    static Optional<WrongArgument> of(Throwable exception) {
        Optional<NullValueException> missing = ExceptionChain.find(exception, NullValueException.class);
        if (missing.isPresent()) {
            return missing.filter(WrongArgument::isOfTheCall).map(found -> of(String.valueOf(found.getMessage())));
        }
        return ExceptionChain.find(exception, ProcessEngineException.class)
                .filter(WrongArgument::isOfTheCall)
                .map(Throwable::getMessage)
                // The interface hands on the words of some exceptions without them.
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
