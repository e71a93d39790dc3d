package io.eseal.signin;

import org.springframework.security.core.AuthenticationException;

/** Refusal to check a password, because too many wrong ones came from the address of the caller. */
class TooManyTriesException extends AuthenticationException {

    /** Value of the header Retry-After, in seconds. */
    static final String RETRY_AFTER = "5";

    TooManyTriesException() {
        super("Too many wrong passwords came from your address. Try again in " + RETRY_AFTER + " seconds.");
    }
}
