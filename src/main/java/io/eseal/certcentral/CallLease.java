package io.eseal.certcentral;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;

/**
 * Calls of the shared budget that this node may make within a short time. One thread at a time asks for a lease; the
 * others wait for it instead of the budget's row.
 */
final class CallLease {

    private final int calls;
    private final Duration time;
    private final Clock clock;
    private final ReentrantLock leasing = new ReentrantLock();
    private int left;
    private Instant until = Instant.EPOCH;

    /**
     * Makes an empty lease.
     *
     * @param calls so many calls are leased at once; none when fewer than two
     * @param time how long they may be made
     */
    CallLease(int calls, Duration time, Clock clock) {
        this.calls = calls;
        this.time = time;
        this.clock = clock;
    }

    /**
     * Takes one call, from a new lease if need be.
     *
     * @param longestWait longest wait for another thread's lease
     * @param budget takes so many calls from the budget, or none when it has fewer
     * @return false when the call has to be taken from the budget by itself
     */
    boolean take(Duration longestWait, LongPredicate budget) throws InterruptedException {
        if (calls < 2 || !leasing.tryLock(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            // Begins before the calls are taken, so that it ends in time however long that takes.
            Instant now = clock.instant();
            if (left == 0 || !now.isBefore(until)) {
                left = budget.test(calls) ? calls : 0;
                until = now.plus(time);
            }
            if (left == 0) {
                return false;
            }
            left--;
            return true;
        } finally {
            leasing.unlock();
        }
    }
}
