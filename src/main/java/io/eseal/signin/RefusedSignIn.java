package io.eseal.signin;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** The provider vouches for somebody whom this service cannot take in; the reason is said to whoever it is. */
class RefusedSignIn extends OAuth2AuthenticationException {

    /** @param reason a sentence in ASCII without quotes: it goes into a header as well */
    RefusedSignIn(String reason) {
        super(BearerTokenErrors.invalidToken(reason));
    }

    String reason() {
        return getError().getDescription();
    }
}
