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
 * A body as it arrives, without a thread that waits for it. What is larger than it may be is read a while and thrown
 * away. One thread at a time reads; another one may take the memory away meanwhile, see {@link #giveWay}.
 */
final class ArrivingBody implements ReadListener, ApplicationBufferHandler, AsyncContextCallback, BodyBudget.Sender {

    enum End {
        COMPLETE,
        TOO_LARGE,
        NO_ROOM,
        GAVE_WAY
    }

    /**
     * What is read at most of a body that is refused: its sender can read the refusal then, instead of losing the
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

    /** @param discards whether a body that is too large is read on, to be thrown away */
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

    /** Whether nothing more is to be read. */
    synchronized boolean isOver() {
        return call.isFinished()
                || end == End.GAVE_WAY
                || end != null
                        && (!discards
                                || discarded > LARGEST_DISCARDED
                                || call.getContentLengthLong() > LARGEST_DISCARDED);
    }

    /** Ends the arriving: nobody takes the memory of a complete body away. */
    synchronized End end() {
        if (end == null) {
            end = bytes.length == 0 || budget.complete(this) ? End.COMPLETE : End.GAVE_WAY;
            if (end == End.GAVE_WAY) {
                drop();
            }
        }
        return end;
    }

    synchronized boolean hasGivenWay() {
        return end == End.GAVE_WAY;
    }

    /** Takes what the connection's buffer holds already; never waits. Only for a body whose length is known. */
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
        // Without this body's lock: room may be made by another body, whose lock is taken for it.
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

    /** @return how many bytes are asked for to hold so many; the body's length where it is known */
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

    CollectedBody body() {
        return new CollectedBody(bytes, length);
    }

    /** Without the lock, which is taken before the budget's and never behind it. */
    @Override
    public int received() {
        return length;
    }

    @Override
    public synchronized void giveWay() {
        if (!left && end == null) {
            end = End.GAVE_WAY;
            drop();
            // The connector calls the adapter, which answers.
            call.action(ActionCode.ASYNC_SETTIMEOUT, AT_ONCE_MILLIS);
        }
    }

    /** Gives the memory back; this is no body any more. */
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
        // Buffers that are handed over are taken as they come.
    }

    @Override
    public void onAllDataRead() {
        // The adapter looks itself.
    }

    @Override
    public void onError(Throwable failure) {
        // The adapter ends the connection.
    }

    @Override
    public void fireOnComplete() {
        // Not the application's: it has not been called yet.
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void incrementInProgressAsyncCount() {
        // As above.
    }

    @Override
    public void decrementInProgressAsyncCount() {
        // As above.
    }
}
