package io.eseal.cluster;

import java.util.function.LongSupplier;

/**
 * Whether the silence of others means anything. While the database was away nobody could tell of themselves: whoever
 * reaches it first again must not take the others for lost. So only a node that has reached it for some time judges:
 * each opens its connection anew, and has told of itself by then.
 */
final class UnbrokenBeats {

    private final long longestGap;
    private final long needed;
    private final LongSupplier nanos;
    private boolean any;
    private long first;
    private long last;

    /**
     * Makes the judgement.
     *
     * @param nanos a clock that never goes back, in nanoseconds from any start
     */
    UnbrokenBeats(ClusterSettings settings, LongSupplier nanos) {
        this.longestGap = settings.beat().multipliedBy(2).toNanos();
        this.needed = settings.silentAfter().toNanos();
        this.nanos = nanos;
    }

    void done() {
        long now = nanos.getAsLong();
        if (!any || now - last > longestGap) {
            first = now;
            any = true;
        }
        last = now;
    }

    void failed() {
        any = false;
    }

    boolean tellOfOthers() {
        return any && last - first >= needed;
    }
}
