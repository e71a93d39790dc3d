package io.eseal.faults;

import java.time.Duration;

/**
 * Waits for a time that is the point itself: the delay of a fault, the interval of somebody who looks again, or a while
 * in which other processes go on and nothing tells when they are done. Elsewhere Awaitility waits.
 */
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
