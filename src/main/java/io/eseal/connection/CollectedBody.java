package io.eseal.connection;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A body that has arrived, in the place of the connection that it came from: reading it never waits. */
final class CollectedBody implements InputBuffer {

    private final InputBuffer connection;
    private final byte[] bytes;
    private final int length;
    private boolean taken;

    CollectedBody(InputBuffer connection, byte[] bytes, int length) {
        this.connection = connection;
        this.bytes = bytes;
        this.length = length;
    }

    InputBuffer connection() {
        return connection;
    }

    @Override
    public int doRead(ApplicationBufferHandler reader) {
        if (taken || length == 0) {
            return -1;
        }
        taken = true;
        reader.setByteBuffer(ByteBuffer.wrap(bytes, 0, length));
        return length;
    }

    @Override
    public int available() {
        return taken ? 0 : length;
    }

    /** Forgets what was read: it may hold a card or a password. */
    void forget() {
        Arrays.fill(bytes, (byte) 0);
    }
}
