package io.eseal.connection;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.coyote.ActionCode;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of a request while it arrives; no thread waits for it. Reads a part of a body that is too large and
 * discards it. One thread at a time reads; another thread may take the memory away at the same time, see
 * {@link #giveWay}.
 */
final class ArrivingBody implements ReadListener, ApplicationBufferHandler, AsyncContextCallback, BodyBudget.Sender {

    /** Results of a collection: complete, larger than permitted, no memory left, memory lost to another body. */
    enum End {
        COMPLETE,
        TOO_LARGE,
        NO_ROOM,
        GAVE_WAY
    }

    /**
     * Bytes that are read at most of a refused body, so that its sender can read the refusal instead of losing the
     * connection.
     */
    private static final int LARGEST_DISCARDED = 1024 * 1024;

    private static final int FIRST = 1024;
    private static final long AT_ONCE_MILLIS = 1;

    private final Request call;
    private final int largest;
    private final boolean discards;
    private final BodyBudget budget;
    private byte[] bytes = new byte[0];
    private volatile int length;
    private int discarded;
    private @Nullable End end;
    private boolean left;
    private Optional<ByteBuffer> arrived = Optional.empty();

    /**
     * Prepares the collection of a body.
     *
     * @param largest the limit in bytes
     * @param discards whether a body that is too large is read and discarded
     * @param budget the memory that all bodies share
     */
    ArrivingBody(Request call, int largest, boolean discards, BodyBudget budget) {
        this.call = call;
        this.largest = largest;
        this.discards = discards;
        this.budget = budget;
        long announced = call.getContentLengthLong();
        if (announced > largest) {
            end = End.TOO_LARGE;
        }
    }

    /** Tells whether nothing more is to be read. */
    synchronized boolean isOver() {
        return call.isFinished()
                || end == End.GAVE_WAY
                || end != null
                        && (!discards
                                || discarded > LARGEST_DISCARDED
                                || call.getContentLengthLong() > LARGEST_DISCARDED);
    }

    /**
     * Ends the collection and returns its result; from then on no other body can take the memory of a complete body.
     */
    synchronized End end() {
        if (end == null) {
            end = bytes.length == 0 || budget.complete(this) ? End.COMPLETE : End.GAVE_WAY;
            if (end == End.GAVE_WAY) {
                drop();
            }
        }
        return end;
    }

    /** Tells whether the body lost its memory to another one. */
    synchronized boolean hasGivenWay() {
        return end == End.GAVE_WAY;
    }

    /** Reads what the connection's buffer already holds, without waiting; only for a body with a known length. */
    void takeWhatIsHere() throws IOException {
        while (!isOver() && call.getInputBuffer().available() > 0) {
            take();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!isOver() && call.isReady()) {
            take();
        }
    }

    private void take() throws IOException {
        if (call.doRead(this) > 0) {
            arrived.ifPresent(this::keep);
        }
        arrived = Optional.empty();
    }

    private void keep(ByteBuffer part) {
        int needed = length + part.remaining();
        int wanted = wanted(needed);
        // Without this body's lock: the budget may take the memory of another body, and locks that body for it.
        boolean room = !isRefused() && needed <= largest && (wanted == bytes.length || budget.grow(this, wanted));
        synchronized (this) {
            if (end == null && !room) {
                end = needed > largest ? End.TOO_LARGE : End.NO_ROOM;
            }
            if (end == null) {
                replace(wanted);
                part.get(bytes, length, part.remaining());
                length = needed;
            } else {
                discarded += part.remaining();
                drop();
            }
        }
    }

    private synchronized boolean isRefused() {
        return end != null;
    }

    /**
     * Returns the size of a buffer for the given number of bytes: the length of the body where it is known, otherwise
     * at least twice the present size.
     */
    private int wanted(int needed) {
        int holds = bytes.length;
        if (needed <= holds) {
            return holds;
        }
        long announced = call.getContentLengthLong();
        int more = Math.min(largest, Math.max(needed, Math.max(FIRST, 2 * holds)));
        return announced >= needed ? (int) Math.min(announced, more) : more;
    }

    private void replace(int size) {
        if (size > bytes.length) {
            byte[] before = bytes;
            bytes = Arrays.copyOf(before, size);
            Arrays.fill(before, (byte) 0);
        }
    }

    /** Returns what was collected; only for a complete body. */
    CollectedBody body() {
        return new CollectedBody(bytes, length);
    }

    /** Reads without the lock: the lock order is first the body's, then the budget's. */
    @Override
    public int received() {
        return length;
    }

    @Override
    public synchronized void giveWay() {
        if (!left && end == null) {
            end = End.GAVE_WAY;
            drop();
            // The timeout makes the connector call the adapter, which answers.
            call.action(ActionCode.ASYNC_SETTIMEOUT, AT_ONCE_MILLIS);
        }
    }

    /** Gives the memory back and ends the use of this object. */
    synchronized void forget() {
        left = true;
        drop();
    }

    private void drop() {
        Arrays.fill(bytes, (byte) 0);
        bytes = new byte[0];
        length = 0;
        budget.giveBack(this);
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        arrived = Optional.of(buffer);
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        return arrived.orElse(null);
    }

    @Override
    public void expand(int size) {
        // The connector hands its buffers over as they are.
    }

    @Override
    public void onAllDataRead() {
        // The adapter checks for the end itself.
    }

    @Override
    public void onError(Throwable failure) {
        // The adapter ends the connection.
    }

    @Override
    public void fireOnComplete() {
        // The application has not been called yet, so it has nothing to complete.
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void incrementInProgressAsyncCount() {
        // The application has not been called yet.
    }

    @Override
    public void decrementInProgressAsyncCount() {
        // The application has not been called yet.
    }
}
