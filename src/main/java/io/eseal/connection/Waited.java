package io.eseal.connection;

/** Time that one connection has waited for its caller during the present request. */
final class Waited {

    /** True from the first byte of a request, or the beginning of the connection, to the end of the answer. */
    private boolean busy = true;

    private boolean hasThread;
    private long forRequest;
    private long forReader;

    /** Marks that a thread serves the connection. */
    synchronized void enter() {
        busy = true;
        hasThread = true;
    }

    /**
     * Marks that no thread serves the connection any more.
     *
     * @param idle whether the connection waits for a new request
     */
    synchronized void leave(boolean idle) {
        hasThread = false;
        busy = !idle;
    }

    /** Starts anew for the next request, which may have arrived already. */
    synchronized void answered() {
        forRequest = 0;
        forReader = 0;
    }

    /**
     * Adds the time that passed to the wait for the request or for the reader.
     *
     * @param millis the time that passed, in milliseconds
     * @param reads whether the connection waits for more of the request
     * @param writes whether the connection waits until the caller reads the answer
     */
    synchronized void add(long millis, boolean reads, boolean writes) {
        if (!busy) {
            answered();
        } else if (reads) {
            forRequest += millis;
        } else if (writes) {
            forReader += millis;
        }
    }

    synchronized boolean hasThread() {
        return hasThread;
    }

    /** Returns the milliseconds of waiting for the request. */
    synchronized long forRequest() {
        return forRequest;
    }

    /** Returns the milliseconds of waiting for the reader of the answer. */
    synchronized long forReader() {
        return forReader;
    }

    /** Returns the milliseconds of waiting in all. */
    synchronized long inAll() {
        return forRequest + forReader;
    }
}
