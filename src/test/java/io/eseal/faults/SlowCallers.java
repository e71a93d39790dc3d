package io.eseal.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens many connections from one address, each of which begins a call and sends one more byte each second for as long
 * as the node lets it.
 */
final class SlowCallers implements AutoCloseable {

    private final List<Socket> connections = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    /** @param beginning what each of them sends at once */
    SlowCallers(String url, int number, String beginning) throws IOException {
        this(url, number, beginning, 64 * 1024);
        drip.scheduleWithFixedDelay(() -> connections.forEach(SlowCallers::oneMoreByte), 1, 1, TimeUnit.SECONDS);
    }

    private SlowCallers(String url, int number, String beginning, int receiveBuffer) throws IOException {
        URI address = URI.create(url);
        for (int i = 0; i < number; i++) {
            Socket connection = new Socket();
            connection.setReceiveBufferSize(receiveBuffer);
            connection.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            connection.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            connections.add(connection);
        }
    }

    /** Callers who send all of their call, and read next to nothing of the answer. */
    static SlowCallers readers(String url, int number, String call) throws IOException {
        return new SlowCallers(url, number, call, 2048);
    }

    private static void oneMoreByte(Socket connection) {
        try {
            connection.getOutputStream().write('x');
        } catch (IOException ended) {
            // It has been.
        }
    }

    /** How many the other side has ended. */
    long ended() {
        return connections.stream().filter(SlowCallers::hasEnded).count();
    }

    private static boolean hasEnded(Socket connection) {
        try {
            connection.setSoTimeout(1);
            byte[] part = new byte[8192];
            while (connection.getInputStream().read(part) >= 0) {
                // What was answered before the end.
            }
            return true;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        drip.shutdownNow();
        for (Socket connection : connections) {
            try {
                connection.close();
            } catch (IOException closed) {
                // Nothing is left to do.
            }
        }
    }
}
