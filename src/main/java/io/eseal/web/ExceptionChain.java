package io.eseal.web;

import java.util.Optional;

/** What stands behind an exception that the engine has wrapped. */
public final class ExceptionChain {

    // Deeper than the engine wraps; a chain may lead back to itself.
    private static final int DEEPEST = 20;

    private ExceptionChain() {}

    /** The outermost exception of the type, the given one included. */
    public static <T extends Throwable> Optional<T> find(Throwable exception, Class<T> type) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
