package io.eseal.connection;

import jakarta.servlet.ReadListener;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A body as it arrives, without a thread that waits for it. What is larger than it may be is read a while and thrown away. */
final class ArrivingBody implements ReadListener, ApplicationBufferHandler, AsyncContextCallback {

    enum End { COMPLETE, TOO_LARGE, NO_ROOM }

    /** What is read at most of a body that is refused: its sender can read the refusal then, instead of losing the connection. */
    private static final int LARGEST_DISCARDED = 1024 * 1024;
    private static final int FIRST = 1024;

    private final Request call;
    private final int largest;
    private final boolean discards;
    private final BodyBudget budget;
    private byte[] bytes = new byte[0];
    private int length;
    private int discarded;
    private End end;
    private ByteBuffer arrived;

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
    boolean isOver() {
        return call.isFinished()
                || end != null && (!discards || discarded > LARGEST_DISCARDED || call.getContentLengthLong() > LARGEST_DISCARDED);
    }

    End end() {
        return end == null ? End.COMPLETE : end;
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
            keep(arrived);
        }
        arrived = null;
    }

    private void keep(ByteBuffer part) {
        int size = part.remaining();
        if (end == null && (length + size > largest || !grow(length + size))) {
            end = length + size > largest ? End.TOO_LARGE : End.NO_ROOM;
            forget();
        }
        if (end == null) {
            part.get(bytes, length, size);
            length += size;
        } else {
            discarded += size;
        }
    }

    private boolean grow(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        long announced = call.getContentLengthLong();
        int wanted = Math.min(largest, Math.max(needed, Math.max(FIRST, 2 * bytes.length)));
        int size = announced >= needed ? (int) Math.min(announced, wanted) : wanted;
        if (!budget.grow(bytes.length, size)) {
            return false;
        }
        byte[] before = bytes;
        bytes = Arrays.copyOf(before, size);
        Arrays.fill(before, (byte) 0);
        return true;
    }

    CollectedBody body() {
        return new CollectedBody(call.getInputBuffer(), bytes, length);
    }

    /** Gives the memory back. */
    void forget() {
        Arrays.fill(bytes, (byte) 0);
        budget.giveBack(bytes.length);
        bytes = new byte[0];
        length = 0;
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        arrived = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return arrived;
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
