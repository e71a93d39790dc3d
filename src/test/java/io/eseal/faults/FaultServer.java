package io.eseal.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands between the service and CertCentral on a raw socket, and has a {@link FaultPlan} decide what each call meets.
 * Serves each connection in a thread of its own, for one call unless a fault keeps it open. Which orders really exist,
 * CertCentral's stand-in tells.
 */
final class FaultServer implements AutoCloseable {

    private final String simulator;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<Call> orders = new CopyOnWriteArrayList<>();
    private final AtomicInteger resets = new AtomicInteger();
    private volatile FaultPlan plan = call -> Faults.none();
    private volatile Optional<SSLContext> tls = Optional.empty();
    private volatile ServerSocket listener;

    /** @param simulatorRoot {@code http://host:port} of the simulator, see {@code SimulatorServer.root()} */
    FaultServer(String simulatorRoot) {
        this.simulator = simulatorRoot;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /** The base URL for the calls of one node. */
    String baseUrl(String node) {
        return (tls.isPresent() ? "https" : "http") + "://localhost:" + port + "/" + node + "/simulator/services/v2";
    }

    /** Applies to the calls that are read from now on. */
    void plan(FaultPlan next) {
        plan = next;
    }

    /** Switches the server to TLS with the context's certificate. */
    void tls(SSLContext context) {
        tls = Optional.of(context);
    }

    /** The next connections are reset before anything was read from them. */
    void resetNext(int howMany) {
        resets.addAndGet(howMany);
    }

    /** Nobody listens any more: connections are refused. */
    void shut() throws IOException {
        listener.close();
    }

    /** Listens again, at the same port. */
    void reopen() {
        listener = listen(port);
    }

    /** How many calls met which fault, {@code none} included. */
    Map<String, Integer> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get()));
    }

    /** Every attempt to place an order that was sent here, executed or not. */
    List<Call> orders() {
        return List.copyOf(orders);
    }

    /** How often an order was sent for the request, executed or not. */
    long ordersSent(String esealId) {
        return orders.stream().filter(call -> call.reference().equals(esealId)).count();
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 200);
            threads.execute(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        try (Socket raw = connection) {
            if (resets.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                count("reset before reading");
                raw.setSoLinger(true, 0);
                return;
            }
            try (Socket client = tls.isPresent() ? secured(raw) : raw) {
                InterceptedCall exchange;
                do {
                    exchange = answer(client);
                } while (exchange.isKeptOpen());
            }
        } catch (IOException gone) {
            // The client gave up or was killed.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private InterceptedCall answer(Socket client) throws IOException, InterruptedException {
        Call call = Call.read(client.getInputStream());
        if (call.placesOrder()) {
            orders.add(call);
        }
        Fault fault = plan.of(call);
        count(fault.name());
        InterceptedCall exchange = new InterceptedCall(client, call, simulator, http);
        fault.act().play(exchange);
        return exchange;
    }

    private Socket secured(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket) tls.orElseThrow().getSocketFactory().createSocket(raw, "localhost", port, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private void count(String fault) {
        counts.computeIfAbsent(fault, name -> new AtomicInteger()).incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
