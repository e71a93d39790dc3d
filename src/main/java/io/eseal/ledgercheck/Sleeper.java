package io.eseal.ledgercheck;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits between calls; a type of its own so that tests need not wait. */
@Component
class Sleeper {

    /**
     * Waits for this time.
     *
     * @throws IllegalStateException when the thread is interrupted, because the service stops
     */
    void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is being stopped.", e);
        }
    }
}
