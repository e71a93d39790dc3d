package io.eseal.lifecycle;

import org.camunda.bpm.engine.ProcessEngineException;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A call that says something that the engine cannot make a query or a variable of, or the database cannot keep. The engine does not
 * look at what it is given before it works with it and answers what then happens as a fault of the server.
 */
final class UnreadableCall {

    private static final String BODIES = "org.camunda.bpm.engine.rest.dto.";
    private static final String COMMANDS = "org.camunda.bpm.engine.impl.interceptor.";

    /** SQL's data exceptions: too long for its column, no date, a character that there is not. */
    private static final String DATA = "22";

    private UnreadableCall() {
    }

    /** What to say to the caller; empty where it is no fault of the call. */
    static Optional<String> says(Throwable exception) {
        if (Causes.find(exception, SQLException.class).filter(e -> e.getSQLState() != null && e.getSQLState().startsWith(DATA)).isPresent()) {
            return Optional.of("A value of the call is too long, or holds what cannot be kept.");
        }
        if (!isThrownWhileReading(exception)) {
            return Optional.empty();
        }
        return Optional.of(exception instanceof ProcessEngineException && exception.getMessage() != null ? "The call cannot be read: " + exception.getMessage()
                : "The call cannot be read: something in it is missing, empty or of another type than it should be.");
    }

    /** Whether it happened when the body became a query or a variable, before any command of the engine ran. */
    private static boolean isThrownWhileReading(Throwable exception) {
        return Arrays.stream(exception.getStackTrace()).map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith(BODIES) || name.startsWith(COMMANDS)).findFirst().filter(name -> name.startsWith(BODIES)).isPresent();
    }
}
