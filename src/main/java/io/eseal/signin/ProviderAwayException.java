package io.eseal.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * The OpenID provider did not answer, or not with what it must: nobody's fault who signs in. Answered by
 * {@link ProviderAwayAnswer}.
 */
class ProviderAwayException extends AuthenticationServiceException {

    private static final int MOST_CAUSES = 20;

    ProviderAwayException(String message) {
        super(message);
    }

    ProviderAwayException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether it is what led to the failure: Spring Security wraps it differently at each of its steps. */
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
