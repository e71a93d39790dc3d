package io.eseal.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The line between a node and its database: can be cut, so that connections are refused, and silenced, so that they
 * stay open and nothing comes through them, as when a host or a switch on the way vanishes.
 */
final class DatabaseLine implements AutoCloseable {

    private enum State {
        WHOLE,
        SILENT,
        CUT
    }

    private final int database;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "database-line");
        thread.setDaemon(true);
        return thread;
    });
    private volatile State state = State.WHOLE;
    private volatile ServerSocket listener;

    /** @param database the port at which the database listens on this host */
    DatabaseLine(int database) {
        this.database = database;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /** The port at which the node reaches the database. */
    int port() {
        return port;
    }

    /** Connections are refused, and those that exist end. */
    void cut() throws IOException {
        state = State.CUT;
        listener.close();
        end();
    }

    /** Connections are taken and stay, and nothing more comes through. */
    void silence() {
        state = State.SILENT;
    }

    /** Everything comes through again; connections of the time before have ended. */
    void mend() {
        end();
        boolean closed = state == State.CUT;
        state = State.WHOLE;
        if (closed) {
            listener = listen(port);
        }
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket socket = new ServerSocket(at, 200, InetAddress.getLoopbackAddress());
            threads.execute(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket node = from.accept();
                sockets.add(node);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
                sockets.add(server);
                threads.execute(() -> carry(node, server));
                threads.execute(() -> carry(server, node));
            } catch (IOException e) {
                // The next one, unless it was closed.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (state == State.WHOLE) {
                    out.write(bytes, 0, length);
                }
            }
        } catch (IOException e) {
            // Both ends are closed.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void end() {
        sockets.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        listener.close();
        end();
        threads.shutdownNow();
    }
}
