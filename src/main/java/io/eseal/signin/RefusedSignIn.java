package io.eseal.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** The provider vouches for somebody whom this service cannot take in; the reason is said to whoever it is. */
class RefusedSignIn extends OAuth2AuthenticationException {

    private static final int LONGEST_SUBJECT = 64;

    private final String subject;

    /**
     * @param reason a sentence in ASCII without quotes: it goes into a header as well
     * @param subject whom the provider calls so, as it says
     */
    RefusedSignIn(String reason, @Nullable Object subject) {
        super(BearerTokenErrors.invalidToken(reason));
        this.subject = subject(subject);
    }

    /** Whom the provider vouched for, for the log: the signature was right. */
    static String subject(@Nullable Object claim) {
        String subject = SignInLog.printable(String.valueOf(claim));
        return ", subject " + subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT));
    }

    String subject() {
        return subject;
    }

    String reason() {
        return getError().getDescription();
    }
}
