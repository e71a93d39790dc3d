package io.eseal.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/** Refusal of a person whom the provider signed in but this service cannot accept; the person is shown the reason. */
class RefusedSignIn extends OAuth2AuthenticationException {

    private static final int LONGEST_SUBJECT = 64;

    private final String subject;

    /**
     * Makes the refusal.
     *
     * @param reason a sentence in ASCII without quotes, since it also becomes part of a header
     * @param subject the claim {@code sub} of the provider
     */
    RefusedSignIn(String reason, @Nullable Object subject) {
        super(BearerTokenErrors.invalidToken(reason));
        this.subject = subject(subject);
    }

    /**
     * Returns the subject of a token for the log, at most 64 characters; only for a token whose signature was right.
     */
    static String subject(@Nullable Object claim) {
        String subject = SignInLog.printable(String.valueOf(claim));
        return ", subject " + subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT));
    }

    /** Returns the subject as a part of a sentence of the log. */
    String subject() {
        return subject;
    }

    /** Returns the reason, a sentence that the person may read. */
    String reason() {
        return getError().getDescription();
    }
}
