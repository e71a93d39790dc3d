package io.eseal.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
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
        log.warn("Sign-in of {} refused: {}", printable(event.getAuthentication().getName()),
                printable(event.getException().getMessage()));
    }

    /** A line break in a user name must not forge a line of the log. */
    private static String printable(String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", "_");
    }
}
