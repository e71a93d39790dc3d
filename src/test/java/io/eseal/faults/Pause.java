package io.eseal.faults;

import java.time.Duration;

/** Waits for a while in which other processes go on, where nothing tells when they are done. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
