package io.eseal.signin;

import org.springframework.security.core.AuthenticationException;

/** So many wrong passwords came from the caller's address that no further one is looked at now. */
class TooManyTriesException extends AuthenticationException {

    /** For the header Retry-After, in seconds. */
    static final String RETRY_AFTER = "5";

    TooManyTriesException() {
        super("Too many wrong passwords came from your address. Try again in " + RETRY_AFTER + " seconds.");
    }
}
