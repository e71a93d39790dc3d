package io.eseal.connection;

/** How long one connection has waited for its caller, for the request that is being served. */
final class Waited {

    /** From the first byte of a request, or the beginning of the connection, to the end of the answer. */
    private boolean busy = true;

    private boolean hasThread;
    private long forRequest;
    private long forReader;

    synchronized void enter() {
        busy = true;
        hasThread = true;
    }

    synchronized void leave(boolean idle) {
        hasThread = false;
        busy = !idle;
    }

    /** What comes now is another request, which may be here already. */
    synchronized void answered() {
        forRequest = 0;
        forReader = 0;
    }

    /**
     * Adds the time that passed to what the connection waits for at present.
     *
     * @param reads whether it waits for more of the request
     * @param writes whether it waits for the answer to be read
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

    synchronized long forRequest() {
        return forRequest;
    }

    synchronized long forReader() {
        return forReader;
    }

    synchronized long inAll() {
        return forRequest + forReader;
    }
}
