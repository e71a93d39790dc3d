package io.eseal.certcentral;

import java.time.Duration;

/**
 * Which calls come first when the budget is short. A call may wait for a turn that lies in the near future, the less
 * urgent it is the nearer: less urgent calls cannot take the turns up to which more urgent ones wait.
 */
enum Urgency {
    /** Orders, revocations and whatever else changes something at CertCentral; not what is read before. */
    CHANGE(1),
    /** Reads of one order, a certificate or the account. */
    READ(2),
    /** The sweep, which asks again within a minute. */
    SWEEP(4);

    private final int part;

    Urgency(int part) {
        this.part = part;
    }

    /**
     * Returns how urgent a call is.
     *
     * @param call its method and path
     */
    static Urgency of(String call) {
        if (!call.startsWith("GET")) {
            return CHANGE;
        }
        return call.endsWith("/status-changes") ? SWEEP : READ;
    }

    /** Returns how long such a call waits for its turn when the most urgent ones wait so long. */
    Duration wait(Duration longest) {
        return longest.dividedBy(part);
    }
}
