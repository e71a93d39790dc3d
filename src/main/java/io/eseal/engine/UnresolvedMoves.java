package io.eseal.engine;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.web.ExceptionChain;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.spin.json.SpinJsonPropertyException;

/**
 * Refuses a move by hand that starts a step without the data of earlier steps, such as an approval without its group;
 * the engine would answer the resulting fault with 500. Nothing is moved then.
 */
class UnresolvedMoves extends CommandInterceptor {

    private static final Pattern MISSING =
            Pattern.compile("(?:Cannot resolve identifier|Unable to find) '(\\w{1,60})'");
    private static final String OWN = "io.eseal.";
    /** Messages of the engine for a gateway, or a task with several flows, of which no outgoing flow can be taken. */
    private static final Pattern STUCK = Pattern.compile("ENGINE-02004|has no outgoing sequence flow to take");

    @Override
    public <T> T execute(Command<T> command) {
        if (!(command instanceof ModifyProcessInstanceCmd || command instanceof AbstractMigrationCmd)) {
            return next.execute(command);
        }
        try {
            return next.execute(command);
        } catch (RuntimeException e) {
            throw isUnresolved(e) ? refusal(e) : e;
        }
    }

    private static boolean isUnresolved(RuntimeException exception) {
        return Stream.of(
                                ELException.class,
                                SpinJsonPropertyException.class,
                                NullPointerException.class,
                                NoSuchElementException.class,
                                ClassCastException.class)
                        .anyMatch(type -> ExceptionChain.find(exception, type).isPresent())
                || ownWords(exception).isPresent()
                || Optional.ofNullable(exception.getMessage())
                        .filter(message -> STUCK.matcher(message).find())
                        .isPresent();
    }

    private static CompletionRefused refusal(RuntimeException exception) {
        Matcher missing = MISSING.matcher(String.valueOf(exception.getMessage()));
        String what = ownWords(exception).orElse(missing.find() ? missing.group(1) : "");
        return new CompletionRefused("Nothing was moved: a step does not find what an earlier step gives it"
                + (what.isEmpty() ? "" : " (" + what + ")") + ". Start the request at that earlier step.");
    }

    /** Returns the message of a step of this service that was started in the wrong place; empty for other faults. */
    private static Optional<String> ownWords(RuntimeException exception) {
        return ExceptionChain.find(exception, IllegalStateException.class)
                .filter(thrown -> thrown.getStackTrace().length > 0
                        && thrown.getStackTrace()[0].getClassName().startsWith(OWN))
                .map(Throwable::getMessage);
    }
}
