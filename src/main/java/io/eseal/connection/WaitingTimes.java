package io.eseal.connection;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Adds up how long each connection has waited for its caller, and ends connections that waited too long for one request
 * or one answer, since the connector's own timeouts start anew with each byte. Time in which the service works does not
 * count.
 */
final class WaitingTimes implements Handler<NioChannel> {

    static final long EVERY_MILLIS = 250;
    /**
     * Part of the connector's threads, as a divisor: when more threads than this wait for callers, the connections that
     * waited longest end early.
     */
    private static final int SHARE_OF_THREADS = 4;

    private static final long SHORTEST_MILLIS = 500;

    private final Handler<NioChannel> connector;
    private final Map<SocketWrapperBase<?>, Waited> connections = new ConcurrentHashMap<>();
    private final LongAdder slowRequests = new LongAdder();
    private final LongAdder slowAnswers = new LongAdder();
    private long last = System.nanoTime();

    WaitingTimes(Handler<NioChannel> connector) {
        this.connector = connector;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
        Waited waited = of(socket);
        waited.enter();
        SocketState state = SocketState.CLOSED;
        try {
            state = connector.process(socket, event);
            return state;
        } finally {
            waited.leave(state == SocketState.OPEN);
        }
    }

    Waited of(SocketWrapperBase<?> socket) {
        return connections.computeIfAbsent(socket, fresh -> new Waited());
    }

    /**
     * Checks all connections; called every {@link #EVERY_MILLIS}.
     *
     * @param threads the number of threads of the connector
     */
    void look(Set<SocketWrapperBase<NioChannel>> open, ConnectionSettings settings, int threads) {
        long now = System.nanoTime();
        long passed = (now - last) / 1_000_000;
        last = now;
        connections.keySet().retainAll(open);
        List<Map.Entry<SocketWrapperBase<NioChannel>, Waited>> holding = new ArrayList<>();
        for (SocketWrapperBase<NioChannel> socket : open) {
            Waited waited = of(socket);
            int interest = ((NioSocketWrapper) socket).interestOps();
            boolean reads = (interest & SelectionKey.OP_READ) != 0;
            boolean writes = (interest & SelectionKey.OP_WRITE) != 0;
            waited.add(passed, reads, writes);
            if (waited.forRequest() > settings.requestWithin().toMillis()) {
                end(socket, slowRequests);
            } else if (waited.forReader() > settings.answerWithin().toMillis()) {
                end(socket, slowAnswers);
            } else if (waited.hasThread() && (reads || writes) && waited.inAll() >= SHORTEST_MILLIS) {
                holding.add(Map.entry(socket, waited));
            }
        }
        holding.sort(Comparator.comparing(entry -> -entry.getValue().inAll()));
        holding.stream()
                .limit(Math.max(0, holding.size() - threads / SHARE_OF_THREADS))
                .forEach(entry -> end(entry.getKey(), slowAnswers));
    }

    /** Ends a connection in both directions, so that a thread that waits at the socket wakes and finds its end. */
    private static void end(SocketWrapperBase<NioChannel> socket, LongAdder counter) {
        try {
            var channel = socket.getSocket().getIOChannel();
            if (channel != null && channel.isOpen()) {
                counter.increment();
                channel.shutdownInput();
                channel.shutdownOutput();
            }
        } catch (IOException | RuntimeException closedAlready) {
            // The connection is closed already.
        }
    }

    /** Returns how many connections ended because of a slow request. */
    long slowRequests() {
        return slowRequests.sum();
    }

    /** Returns how many connections ended because an answer was read slowly, or because too many threads waited. */
    long slowAnswers() {
        return slowAnswers.sum();
    }

    @Override
    public Object getGlobal() {
        return connector.getGlobal();
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> socket) {
        connections.remove(socket);
        connector.release(socket);
    }

    @Override
    public void pause() {
        connector.pause();
    }

    @Override
    public void recycle() {
        connector.recycle();
    }
}
