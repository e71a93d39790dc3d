package io.eseal.carddata;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Overwrites what a call brought once it has been answered. Tomcat keeps the buffers of its calls for the next ones, and with
 * them the bytes of a body until a longer one happens to come.
 */
final class WipingAdapter implements Adapter {

    // As much as Tomcat itself reads of a body that nobody wanted, before it closes the connection.
    private static final int MOST_UNREAD = 2 * 1024 * 1024;

    private final Adapter calls;

    WipingAdapter(Adapter calls) {
        this.calls = calls;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        try {
            calls.service(request, response);
        } finally {
            wipe(request);
        }
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        try {
            return calls.asyncDispatch(request, response, event);
        } finally {
            wipe(request);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return calls.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        calls.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        calls.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return calls.getDomain();
    }

    private static void wipe(Request request) {
        if (isUnderWay(request)) {
            return;
        }
        readToItsEnd(request);
        if (request.getInputBuffer() instanceof ApplicationBufferHandler handler && handler.getByteBuffer() != null && handler.getByteBuffer().hasArray()) {
            ByteBuffer buffer = handler.getByteBuffer();
            // Between the two stands what was read of the next call.
            Arrays.fill(buffer.array(), buffer.arrayOffset(), buffer.arrayOffset() + buffer.position(), (byte) 0);
            Arrays.fill(buffer.array(), buffer.arrayOffset() + buffer.limit(), buffer.arrayOffset() + buffer.capacity(), (byte) 0);
        }
        wipe(request.decodedURI());
    }

    private static boolean isUnderWay(Request request) {
        AtomicBoolean async = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, async);
        return async.get();
    }

    private static void readToItsEnd(Request request) {
        if (request.hasExpectation()) {
            return;
        }
        Part part = new Part();
        int read = 0;
        try {
            while (read < MOST_UNREAD && request.doRead(part) >= 0) {
                read += part.buffer.remaining();
                part.buffer.position(part.buffer.limit());
            }
        } catch (IOException gone) {
            // Nothing more will come.
        }
    }

    private static void wipe(MessageBytes text) {
        if (text.getByteChunk().getBuffer() != null) {
            Arrays.fill(text.getByteChunk().getBuffer(), (byte) 0);
        }
        if (text.getCharChunk().getBuffer() != null) {
            Arrays.fill(text.getCharChunk().getBuffer(), '\0');
        }
    }

    private static final class Part implements ApplicationBufferHandler {

        private ByteBuffer buffer = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer next) {
            buffer = next;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // The server's buffers are taken as they come.
        }
    }
}
