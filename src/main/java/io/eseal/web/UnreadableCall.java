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
import org.springframework.core.NestedExceptionUtils;

/**
 * Recognises calls of the engine's REST interface that cannot be read: a value that gives no query and no variable, or
 * that the database cannot store. The engine does not check such values first and answers the later failure as a fault
 * of the server.
 */
final class UnreadableCall {

    private static final Logger log = LoggerFactory.getLogger(UnreadableCall.class);

    private static final String BODIES = "org.camunda.bpm.engine.rest.dto.";
    private static final String COMMANDS = "org.camunda.bpm.engine.impl.interceptor.";

    /** Class of SQL's data exceptions: too long for the column, not a date, a character that does not exist. */
    private static final String DATA = "22";

    /** SQL states of a table that does not exist, on PostgreSQL and H2. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S04");

    private static final Pattern CASES = Pattern.compile("(?i)ACT_(RE|RU|HI)_CASE");

    private static final String INTERFACE = "org.camunda.bpm.engine.rest.";
    /** Class of the engine's checks of arguments, which themselves fail on some missing values. */
    private static final String CHECKS = "org.camunda.bpm.engine.impl.util.EnsureUtil";

    private static final List<Class<?>> SIGNS = List.of(
            NullPointerException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            ClassCastException.class,
            DateTimeException.class);

    /** A query of the engine, which works out its conditions while its statement is made. */
    private static final Pattern QUERIES = Pattern.compile("org\\.camunda\\.bpm\\.engine\\.impl\\..*QueryImpl");

    /** What a query of the engine says of conditions that exclude each other. */
    private static final String COMBINATION = "Invalid query usage: ";

    private UnreadableCall() {}

    /** Returns the sentence for the caller; empty if the failure is no fault of the call. */
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
        } else if (!isThrownWhileReading(exception)
                && !isThrownByTheInterface(exception)
                && !isThrownByAQuery(exception)) {
            return combination(exception);
        }
        return Optional.of(
                exception instanceof ProcessEngineException
                                && exception.getMessage() != null
                                && !isThrownByAQuery(exception)
                        ? "The call cannot be read: " + exception.getMessage()
                        : "The call cannot be read: something in it is missing, empty or of another type than it should be.");
    }

    /**
     * Returns the sentence for conditions that exclude each other, in the engine's words. Those of a stored filter and
     * of the call that extends it meet within the engine's command.
     */
    private static Optional<String> combination(Throwable exception) {
        Throwable first = NestedExceptionUtils.getMostSpecificCause(exception);
        return Optional.ofNullable(first.getMessage())
                .filter(message -> first instanceof ProcessEngineException && message.startsWith(COMBINATION))
                .map(message -> "The call cannot be read: " + message);
    }

    private static boolean asksForCases(SQLException e) {
        return e.getSQLState() != null
                && NO_TABLE.contains(e.getSQLState())
                && e.getMessage() != null
                && CASES.matcher(e.getMessage()).find();
    }

    /**
     * Tells whether the Java virtual machine left the stack trace out, as it does where compiled code has thrown the
     * same exception many times (-XX:-OmitStackTraceInFastThrow keeps the trace). Calls with missing values make that
     * happen; a fault of the service itself shows its trace the first times.
     */
    private static boolean isWithoutTrace(Throwable exception) {
        return isSign(exception) && exception.getStackTrace().length == 0;
    }

    /**
     * Tells whether the REST interface or the engine's check of arguments itself failed on a value, or on a missing
     * one.
     */
    private static boolean isThrownByTheInterface(Throwable exception) {
        return isSign(exception)
                && Arrays.stream(exception.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java."))
                        .findFirst()
                        .filter(name -> name.startsWith(INTERFACE) || name.equals(CHECKS))
                        .isPresent();
    }

    /** Tells whether a query of the engine failed on what its own conditions hold. */
    private static boolean isThrownByAQuery(Throwable exception) {
        Throwable first = NestedExceptionUtils.getMostSpecificCause(exception);
        return (first instanceof UnsupportedOperationException || isSign(first))
                && Arrays.stream(first.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java."))
                        .findFirst()
                        .filter(name -> QUERIES.matcher(name).matches())
                        .isPresent();
    }

    private static boolean isSign(Throwable exception) {
        return SIGNS.stream().anyMatch(sign -> sign.isInstance(exception));
    }

    /**
     * Tells whether the exception was thrown while the body was turned into a query or a variable, before any command
     * of the engine ran.
     */
    private static boolean isThrownWhileReading(Throwable exception) {
        return Arrays.stream(exception.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith(BODIES) || name.startsWith(COMMANDS))
                .findFirst()
                .filter(name -> name.startsWith(BODIES))
                .isPresent();
    }
}
