package io.eseal.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Missing or unusable answer of the OpenID provider: no fault of the person who signs in. {@link ProviderAwayAnswer}
 * writes the answer.
 */
class ProviderAwayException extends AuthenticationServiceException {

    private static final int MOST_CAUSES = 20;

    ProviderAwayException(String message) {
        super(message);
    }

    ProviderAwayException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells whether this exception is the failure or one of its causes: Spring Security wraps it differently in each of
     * its steps.
     */
    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof ProviderAwayException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
