package io.eseal.signin;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Turns unusable answers of the OpenID provider into a failed sign-in, such as an empty user info or a refusal that is
 * not JSON: Spring Security fails on them in many places, and each failure would count as a fault of this service.
 */
final class UnreadAnswers implements AuthenticationManager {

    static final String ERROR = "unreadable_answer";

    private final AuthenticationManager manager;

    UnreadAnswers(AuthenticationManager manager) {
        this.manager = manager;
    }

    @Override
    public Authentication authenticate(Authentication whoCameBack) {
        try {
            return manager.authenticate(whoCameBack);
        } catch (AuthenticationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(ERROR),
                    "[" + ERROR + "] An answer of the provider cannot be used: "
                            + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }
}
