package io.eseal.connection;

import java.nio.ByteBuffer;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Complete body in memory, read in place of the connection: reading it never waits. */
final class CollectedBody implements InputBuffer {

    private final byte[] bytes;
    private final int length;
    private boolean taken;

    CollectedBody(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
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
}
