package io.eseal.connection;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the bodies that are held take together. */
final class BodyBudget {

    /** So much every body may have: a sign-in, most calls. The number of connections bounds these. */
    static final int ALWAYS = 4 * 1024;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /** Whether a body that has so many bytes may have so many; what is granted must be given back. */
    boolean grow(int from, int to) {
        long now = held.addAndGet(to - from);
        if (to > ALWAYS && now > most) {
            held.addAndGet(from - to);
            return false;
        }
        return true;
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
