package io.eseal.ledgercheck;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets time pass. */
@Component
class Sleeper {

    /** @throws IllegalStateException when the thread is to end instead */
    void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is being stopped.", e);
        }
    }
}
