package io.eseal.certcentral;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers with whatever bytes it likes, or not at all. */
final class RawServer implements AutoCloseable {

    interface Conversation {
        void answer(Socket connection, ScheduledExecutorService clock) throws IOException;
    }

    private final ServerSocket server;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final AtomicInteger requests = new AtomicInteger();
    // Held until the end: a socket that nobody refers to is closed by the garbage collector.
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    RawServer(Conversation conversation) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> accept(conversation), "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    /** Sends all bytes at once and ends the connection. */
    static Conversation says(String answer) {
        return (connection, clock) -> {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            connection.close();
        };
    }

    static Conversation saysNothing() {
        return (connection, clock) -> {};
    }

    static Conversation resets() {
        return (connection, clock) -> {
            connection.setSoLinger(true, 0);
            connection.close();
        };
    }

    /** Headers at once, then a byte every few milliseconds without end. */
    static Conversation drips() {
        return (connection, clock) -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
            clock.scheduleAtFixedRate(
                    () -> {
                        try {
                            out.write(' ');
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
        };
    }

    private void accept(Conversation conversation) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                connection.getInputStream().read(new byte[65536]);
                requests.incrementAndGet();
                conversation.answer(connection, clock);
            } catch (IOException e) {
                // The server was closed, or the client has gone: the next connection counts.
            }
        }
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
