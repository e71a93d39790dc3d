package io.eseal.signin;

import io.eseal.screening.PrivateKeys;
import io.eseal.screening.Spellings;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** Leaves a trace of who signed in and of who was refused. */
@Component
class SignInLog {

    private static final Logger log = LoggerFactory.getLogger(SignInLog.class);
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9](?:[^0-9]{0,3}[0-9]){12}");

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        log.info("{} signed in", printable(event.getAuthentication().getName()));
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        // Whom a provider vouches for has no name yet, or the token itself for one; RefusedTokens and ProviderSignIn
        // tell of them.
        if (!(event.getAuthentication() instanceof UsernamePasswordAuthenticationToken)) {
            return;
        }
        log.warn(
                "Sign-in of {} refused: {}",
                typed(event.getAuthentication().getName()),
                printable(event.getException().getMessage()));
    }

    /**
     * What anybody typed as a user name: a number as long as a card's is not kept, however it is spelt, nor is a
     * private key.
     */
    static String typed(String name) {
        String printable = printable(name);
        return PrivateKeys.contains(name)
                        || Spellings.of(printable).stream()
                                .anyMatch(
                                        reading -> LONG_NUMBER.matcher(reading).find())
                ? "****"
                : printable;
    }

    /**
     * A line break in a user name must not forge a line of the log, and a card number typed there must not be kept in
     * it.
     */
    static String printable(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("\\p{Cntrl}", "_").replaceAll("(?:[0-9][ -]?){9,15}(?=[0-9]{4})", "****");
    }
}
