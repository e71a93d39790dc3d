package io.eseal.connection;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How much memory the bodies that are held take together. When it is used up, the slowest sender gives way to another
 * one, so that senders who trickle do not keep out those who send.
 */
final class BodyBudget {

    /** So much every body may have: a sign-in, most calls. The number of connections bounds these. */
    static final int ALWAYS = 4 * 1024;
    /** Nobody is called slow before: a connection over a long distance begins slowly. */
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

    /** Who sends a body. */
    interface Sender {

        /** @return the bytes that have come */
        int received();

        /** Gives the memory back at once; called without any lock, by whoever needs the room. */
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
     * Whether a body may have so many bytes in all; what is granted must be given back. Holds no lock of the sender's.
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

    /** Of those who hold more than everybody may, and of the one who asks, after the time of grace. */
    private Optional<Sender> slowest(Sender asks) {
        long now = nanos.getAsLong();
        return shares.entrySet().stream()
                .filter(entry -> !entry.getValue().complete && now - entry.getValue().since >= GRACE.toNanos())
                .filter(entry -> entry.getKey() == asks || entry.getValue().bytes > ALWAYS)
                .min(Comparator.comparingDouble(
                        entry -> (double) entry.getKey().received() / (now - entry.getValue().since)))
                .map(Map.Entry::getKey);
    }

    /** @return whether the body, which is here now, is still held: nobody takes its room any more then */
    synchronized boolean complete(Sender sender) {
        Share share = shares.get(sender);
        if (share == null) {
            return false;
        }
        share.complete = true;
        return true;
    }

    synchronized void giveBack(Sender sender) {
        Share share = shares.remove(sender);
        if (share != null) {
            held -= share.bytes;
        }
    }

    synchronized long held() {
        return held;
    }

    synchronized long gaveWay() {
        return gaveWay;
    }
}
