package io.eseal.faults;

import io.eseal.simulator.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Starts a CertCentral behind a {@link FaultServer}, a PostgreSQL, and the nodes that use them. */
final class Cluster implements AutoCloseable {

    private final SimulatorServer certCentral;
    private final FaultServer faults;
    private final Postgres postgres = Postgres.start();
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final List<Path> logs = new CopyOnWriteArrayList<>();
    private final NodeSettings settings;

    private Cluster(NodeSettings settings) {
        this.settings = settings;
        this.certCentral = SimulatorServer.start(Map.of(
                "simulator.funds",
                "100000000.00",
                "simulator.api-key",
                settings.environment().getOrDefault("CERTCENTRAL_API_KEY", SimulatorServer.API_KEY)));
        this.faults = new FaultServer(certCentral.root());
    }

    /** Starts nodes {@code node-1} and so on at the same moment on an empty database; returns when all are ready. */
    static Cluster of(int nodes, NodeSettings settings) {
        return of(nodes, settings, faults -> {});
    }

    /** @param before what the faults are before the first node starts */
    static Cluster of(int nodes, NodeSettings settings, Consumer<FaultServer> before) {
        Cluster cluster = new Cluster(settings);
        try {
            before.accept(cluster.faults);
            IntStream.rangeClosed(1, nodes)
                    .mapToObj(number -> cluster.start("node-" + number))
                    .toList()
                    .forEach(Node::awaitReady);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Starts a node, in the place of the one that had the name before, on PostgreSQL unless the settings name a
     * database; see {@link Node#awaitReady}.
     */
    Node start(String name) {
        return start(name, Function.identity());
    }

    /** @param change of the settings that the node would have */
    Node start(String name, Function<NodeSettings, NodeSettings> change) {
        NodeSettings reachable = settings.with("certcentral.base-url", faults.baseUrl(name))
                .with("eseal.certificate.proof", "off")
                .with("eseal.trust.lists", certCentral.root() + "/simulator/pki/lotl.xml")
                .with("eseal.trust.list-signers", certCentral.root() + "/simulator/pki/list-signer.pem");
        Node node = Node.start(
                name,
                change.apply(
                        settings.properties().containsKey("spring.datasource.url")
                                ? reachable
                                : postgres.usedBy(name, reachable)));
        nodes.put(name, node);
        logs.add(node.log());
        return node;
    }

    /** Ends a node for good. */
    void remove(String name) {
        nodes.remove(name).close();
    }

    Node node(String name) {
        return nodes.get(name);
    }

    /** The nodes that run and are not frozen. */
    List<Node> answering() {
        return nodes.values().stream().filter(Node::answers).toList();
    }

    /** Returns the logs of all nodes, of killed ones as well. */
    List<Path> nodeLogs() {
        return List.copyOf(logs);
    }

    SimulatorServer certCentral() {
        return certCentral;
    }

    FaultServer faults() {
        return faults;
    }

    Postgres postgres() {
        return postgres;
    }

    /** Everything is as it should be again: no faults, all nodes thawed. */
    void heal() {
        faults.plan(call -> Faults.none());
        thaw();
    }

    /** No node stands still any more. */
    void thaw() {
        nodes.values().forEach(Node::thaw);
    }

    /** The end of each node's log, for the text of a failure. */
    String logs() {
        StringBuilder all = new StringBuilder();
        nodes.values()
                .forEach(node -> all.append("\n--- ").append(node).append('\n').append(node.logTail()));
        return all.toString();
    }

    @Override
    public void close() {
        nodes.values().forEach(Node::close);
        try {
            faults.close();
            postgres.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            certCentral.close();
        }
    }
}
