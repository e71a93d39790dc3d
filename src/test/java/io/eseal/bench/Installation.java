package io.eseal.bench;

import io.eseal.faults.Node;
import io.eseal.faults.NodeClient;
import io.eseal.faults.NodeClient.Reply;
import io.eseal.faults.NodeSettings;
import io.eseal.faults.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One of both sides, installed: a PostgreSQL and a stand-in of its own, and nodes that come and go. */
final class Installation implements AutoCloseable {

    /** Of both sides alike; durability as the harness has it, without waiting for the disk. */
    private static final Map<String, String> DATABASE = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.max", "10000",
            "shared_buffers", "512MB",
            "max_wal_size", "4GB",
            "max_connections", "200");

    private final Side side;
    private final Postgres postgres = Postgres.start(DATABASE);
    private final StandIn standIn;
    private final List<Node> nodes = new ArrayList<>();

    Installation(Side side) {
        this.side = side;
        this.standIn = StandIn.start(side.name().toLowerCase(Locale.ROOT));
        sql().sql("create extension if not exists pg_stat_statements").update();
        // The nodes' role may not create it.
        sql().sql("create extension if not exists pg_trgm").update();
    }

    Side side() {
        return side;
    }

    StandIn standIn() {
        return standIn;
    }

    JdbcClient sql() {
        return postgres.sql();
    }

    Postgres postgres() {
        return postgres;
    }

    /** What a start took. */
    record Started(Duration took, Duration cpu, double megabytes) {}

    /** Starts one more node, and waits until it is ready. */
    Started start(NodeSettings settings) {
        String name = side.name().toLowerCase(Locale.ROOT) + "-" + (nodes.size() + 1);
        long began = System.nanoTime();
        Node node = Node.start(name, postgres.usedBy(name, settings).with("certcentral.base-url", standIn.baseUrl()));
        nodes.add(node);
        node.awaitReady();
        return new Started(
                Duration.ofNanos(System.nanoTime() - began),
                Processes.cpu(node.pid()),
                Processes.residentMegabytes(node.pid()));
    }

    /** Ends all nodes in good order; the database stays. */
    void stop() {
        nodes.forEach(Node::stop);
        nodes.clear();
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    String address() {
        try {
            return nodes.get(0).url();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration cpuOfNodes() {
        return nodes.stream().map(node -> Processes.cpu(node.pid())).reduce(Duration.ZERO, Duration::plus);
    }

    Duration cpuOfDatabase() {
        return Processes.cpuOfDatabase(sql());
    }

    /** Returns what stands still, for the text of a failure. */
    String state() {
        return "states "
                + sql().sql("select state, count(*) n from eseal group by state")
                        .query()
                        .listOfRows()
                + ", jobs "
                + sql().sql(
                                "select type_, handler_type_, retries_, lock_owner_ is not null locked, min(duedate_) due,"
                                        + " max(left(exception_msg_, 200)) message, count(*) n from act_ru_job group by 1, 2, 3, 4")
                        .query()
                        .listOfRows()
                + ", tasks "
                + sql().sql("select task_def_key_, count(*) n from act_ru_task group by 1")
                        .query()
                        .listOfRows();
    }

    /** Calls any node, as one person. */
    Reply post(String person, String path, String body) {
        try {
            Node node = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
            Reply reply = new NodeClient(node, person).post(path, body);
            if (reply.status() >= 300) {
                throw new IllegalStateException(person + " " + path + ": " + reply);
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        standIn.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
