package io.eseal.faults;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** Holds calls back until the test lets them go on. */
final class CallGate {

    private final BlockingQueue<Call> arrived = new LinkedBlockingQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);

    /**
     * Waits for the next call to arrive; {@link Call#node} says who made it.
     *
     * @throws ConditionTimeoutException when none came
     */
    Call awaitArrival(Duration atMost) throws InterruptedException {
        Call call = arrived.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (call == null) {
            throw new ConditionTimeoutException("no call came within " + atMost);
        }
        return call;
    }

    /** Lets go on whoever waits or comes from now on. */
    void open() {
        open.countDown();
    }

    void pass(Call call) throws InterruptedException {
        arrived.add(call);
        open.await();
    }
}
