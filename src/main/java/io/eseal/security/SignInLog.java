package io.eseal.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Leaves a trace of who signed in and of who was refused. */
@Component
class SignInLog {

    private static final Logger log = LoggerFactory.getLogger(SignInLog.class);

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        log.info("{} signed in", printable(event.getAuthentication().getName()));
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        // The name of a bearer token would be the token itself.
        var who = event.getAuthentication() instanceof BearerTokenAuthenticationToken ? "a bearer token" : event.getAuthentication().getName();
        log.warn("Sign-in of {} refused: {}", printable(who),
                printable(event.getException().getMessage()));
    }

    /** A line break in a user name must not forge a line of the log, and a card number typed there must not be kept in it. */
    static String printable(String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", "_").replaceAll("(?:[0-9][ -]?){9,15}(?=[0-9]{4})", "****");
    }
}
