package io.eseal.web;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that says something that the engine cannot make a query or a variable of, or the database cannot keep. The
 * engine does not look at what it is given before it works with it and answers what then happens as a fault of the
 * server.
 */
final class UnreadableCall {

    private static final Logger log = LoggerFactory.getLogger(UnreadableCall.class);

    private static final String BODIES = "org.camunda.bpm.engine.rest.dto.";
    private static final String COMMANDS = "org.camunda.bpm.engine.impl.interceptor.";

    /** SQL's data exceptions: too long for its column, no date, a character that there is not. */
    private static final String DATA = "22";

    /** A table that there is not, on PostgreSQL and H2. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S04");

    private static final Pattern CASES = Pattern.compile("(?i)ACT_(RE|RU|HI)_CASE");

    private static final String INTERFACE = "org.camunda.bpm.engine.rest.";
    /** The engine's checks of arguments stumble over some that were left out. */
    private static final String CHECKS = "org.camunda.bpm.engine.impl.util.EnsureUtil";

    private static final List<Class<?>> SIGNS = List.of(
            NullPointerException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            DateTimeException.class);

    private UnreadableCall() {}

    /** What to say to the caller; empty where it is no fault of the call. */
    static Optional<String> says(Throwable exception) {
        if (ExceptionChain.find(exception, SQLException.class)
                .filter(e -> e.getSQLState() != null && e.getSQLState().startsWith(DATA))
                .isPresent()) {
            return Optional.of("A value of the call is too long, or holds what cannot be kept.");
        }
        if (ExceptionChain.find(exception, SQLException.class)
                .filter(UnreadableCall::asksForCases)
                .isPresent()) {
            return Optional.of(
                    "There are no cases (CMMN) here: ask without caseDefinition…, caseInstance…, caseExecution… and the like.");
        }
        if (isWithoutTrace(exception)) {
            log.warn(
                    "A call was refused as one that cannot be read: where it failed, the Java machine does not say any more",
                    exception);
        } else if (!isThrownWhileReading(exception) && !isThrownByTheInterface(exception)) {
            return Optional.empty();
        }
        return Optional.of(
                exception instanceof ProcessEngineException && exception.getMessage() != null
                        ? "The call cannot be read: " + exception.getMessage()
                        : "The call cannot be read: something in it is missing, empty or of another type than it should be.");
    }

    private static boolean asksForCases(SQLException e) {
        return e.getSQLState() != null
                && NO_TABLE.contains(e.getSQLState())
                && e.getMessage() != null
                && CASES.matcher(e.getMessage()).find();
    }

    /**
     * Whether the Java machine left the trace out, as it does where compiled code has thrown the same exception many
     * times before (-XX:-OmitStackTraceInFastThrow keeps it). Callers who leave something out make it throw that often;
     * the first of a fault of the service's own are told from them by their trace.
     */
    private static boolean isWithoutTrace(Throwable exception) {
        return SIGNS.stream().anyMatch(sign -> sign.isInstance(exception)) && exception.getStackTrace().length == 0;
    }

    /** Whether the interface or the check of an argument itself stumbled over what it was given, or was not. */
    private static boolean isThrownByTheInterface(Throwable exception) {
        return SIGNS.stream().anyMatch(sign -> sign.isInstance(exception))
                && Arrays.stream(exception.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java."))
                        .findFirst()
                        .filter(name -> name.startsWith(INTERFACE) || name.equals(CHECKS))
                        .isPresent();
    }

    /** Whether it happened when the body became a query or a variable, before any command of the engine ran. */
    private static boolean isThrownWhileReading(Throwable exception) {
        return Arrays.stream(exception.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith(BODIES) || name.startsWith(COMMANDS))
                .findFirst()
                .filter(name -> name.startsWith(BODIES))
                .isPresent();
    }
}
