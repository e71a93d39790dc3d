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

/** Logs people who signed in, and sign-ins that were refused. */
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
        // For a provider's sign-in the name is missing or is the token itself;
        // RefusedTokens and ProviderSignIn log these.
        if (!(event.getAuthentication() instanceof UsernamePasswordAuthenticationToken)) {
            return;
        }
        log.warn(
                "Sign-in of {} refused: {}",
                typed(event.getAuthentication().getName()),
                printable(event.getException().getMessage()));
    }

    /**
     * Returns a user name for the log; hides one that holds a private key or a number as long as a card's, in any
     * spelling.
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
     * Returns a text for the log, without control characters, since a line break could forge a log entry, and without
     * card numbers.
     */
    static String printable(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("\\p{Cntrl}", "_").replaceAll("(?:[0-9][ -]?){9,15}(?=[0-9]{4})", "****");
    }
}
