package io.eseal.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Limits the memory of all bodies that arrive at one time. When the limit is reached, the slowest sender loses its
 * memory to another one, so that slow senders cannot block fast ones.
 */
final class BodyBudget {

    /**
     * Bytes that each body may have in any case: enough for a sign-in and for most calls. The number of connections
     * limits their sum.
     */
    static final int ALWAYS = 4 * 1024;
    /** Time before a sender can count as slow, since a connection over a long distance begins slowly. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private final long most;
    private final LongSupplier nanos;
    private final Map<Sender, Share> shares = new HashMap<>();
    private long held;
    private long gaveWay;

    BodyBudget(long most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Sender of one body. */
    interface Sender {

        /** Returns how many bytes have arrived. */
        int received();

        /** Gives the memory back at once. Called without any lock, by the thread that needs the memory. */
        void giveWay();
    }

    private static final class Share {

        private final long since;
        private int bytes;
        private boolean complete;

        private Share(long since) {
            this.since = since;
        }
    }

    /**
     * Asks for memory, and takes it from slower senders if it is used up. The sender must give back what is granted.
     * The calling thread must not hold the sender's lock.
     *
     * @param to the bytes that the body needs in all
     * @return whether the memory is granted
     */
    boolean grow(Sender sender, int to) {
        while (true) {
            Sender slowest;
            synchronized (this) {
                Share share = shares.computeIfAbsent(sender, fresh -> new Share(nanos.getAsLong()));
                long needed = held - share.bytes + to;
                if (to <= ALWAYS || needed <= most) {
                    held = needed;
                    share.bytes = to;
                    return true;
                }
                slowest = slowest(sender).orElse(sender);
                if (slowest == sender) {
                    return false;
                }
                giveBack(slowest);
                gaveWay++;
            }
            slowest.giveWay();
        }
    }

    /**
     * Returns the slowest sender, after the time of grace, among those that hold more than {@link #ALWAYS} and the one
     * that asks; empty if there is none.
     */
    private Optional<Sender> slowest(Sender asks) {
        long now = nanos.getAsLong();
        return shares.entrySet().stream()
                .filter(entry -> !entry.getValue().complete && now - entry.getValue().since >= GRACE.toNanos())
                .filter(entry -> entry.getKey() == asks || entry.getValue().bytes > ALWAYS)
                .min(Comparator.comparingDouble(
                        entry -> (double) entry.getKey().received() / (now - entry.getValue().since)))
                .map(Map.Entry::getKey);
    }

    /**
     * Marks a body as complete, so that it keeps its memory.
     *
     * @return whether the body still holds its memory
     */
    synchronized boolean complete(Sender sender) {
        Share share = shares.get(sender);
        if (share == null) {
            return false;
        }
        share.complete = true;
        return true;
    }

    /** Gives back the memory of a sender, if it holds any. */
    synchronized void giveBack(Sender sender) {
        Share share = shares.remove(sender);
        if (share != null) {
            held -= share.bytes;
        }
    }

    /** Returns the bytes that are granted at present. */
    synchronized long held() {
        return held;
    }

    /** Returns how many bodies lost their memory to another one since the start. */
    synchronized long gaveWay() {
        return gaveWay;
    }
}
