package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Admits attempts to give a password, at each place where one is checked; takes the possible guesser from the call that
 * is being served.
 */
@Component
class PasswordDoor {

    private final PasswordThrottle throttle;
    private final KnownCallers known;

    PasswordDoor(PasswordThrottle throttle, KnownCallers known) {
        this.throttle = throttle;
        this.known = known;
    }

    /** Attempt whose password may be checked. */
    interface Attempt {
        /** Reports a right password. */
        void right();

        /** Reports a wrong password, which counts for the guesser. */
        void wrong();
    }

    /**
     * Waits until the password may be checked; then one method of the attempt must report the result.
     *
     * @param user the user id that was typed
     * @throws TooManyTriesException when too many callers of the same address wait already
     */
    Attempt open(String user) {
        Optional<HttpServletRequest> call = call();
        PasswordGuesser guesser = call.flatMap(request -> known.place(request, user))
                .map(place -> PasswordGuesser.ofPlace(place, user))
                .orElseGet(() -> PasswordGuesser.ofAddress(
                        call.map(HttpServletRequest::getRemoteAddr).orElse(""), user));
        throttle.await(guesser);
        return new Attempt() {
            @Override
            public void right() {
                call.ifPresent(request -> known.remember(request, user));
            }

            @Override
            public void wrong() {
                throttle.failed(guesser);
            }
        };
    }

    private static Optional<HttpServletRequest> call() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .filter(ServletRequestAttributes.class::isInstance)
                .map(attributes -> ((ServletRequestAttributes) attributes).getRequest());
    }
}
