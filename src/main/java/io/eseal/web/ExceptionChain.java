package io.eseal.web;

import java.util.Optional;

/** Searches an exception and its causes, since the engine wraps exceptions. */
public final class ExceptionChain {

    // More levels than the engine wraps; a limit because a chain of causes may form a circle.
    private static final int DEEPEST = 20;

    private ExceptionChain() {}

    /** Returns the outermost exception of the type, the given one included; empty if there is none. */
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
