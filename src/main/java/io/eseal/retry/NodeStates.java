package io.eseal.retry;

import io.eseal.certcentral.CallState;
import io.eseal.certcentral.CallWatch;
import io.eseal.cluster.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shares the state of the calls to CertCentral between nodes: each node stores its own every ten seconds. */
@Component
class NodeStates {

    // A node that missed three reports has stopped, is frozen or has no database.
    private static final Duration ALIVE = Duration.ofSeconds(40);
    private static final Duration KEPT = Duration.ofDays(7);

    private final CallWatch calls;
    private final String node;
    private final JdbcClient jdbc;
    private final Clock clock;

    NodeStates(CallWatch calls, NodeId node, JdbcClient jdbc, Clock clock) {
        this.calls = calls;
        this.node = node.toString();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10S")
    void report() {
        CallState state = calls.now();
        if (write("""
                update certcentral_node set breaker = :breaker, tried_again = :again, paused_until = :paused, last_good = :good,
                       seen_at = :now where node = :node""", state) == 0) {
            write("""
                    insert into certcentral_node (node, breaker, tried_again, paused_until, last_good, seen_at)
                    values (:node, :breaker, :again, :paused, :good, :now)""", state);
            jdbc.sql("delete from certcentral_node where seen_at < :then")
                    .param("then", at(clock.instant().minus(KEPT)))
                    .update();
        }
    }

    /** Returns the running nodes in the order of their names; this node with its present state. */
    List<CertCentralState.Node> running() {
        Instant now = clock.instant();
        List<CertCentralState.Node> others = jdbc.sql(
                        "select * from certcentral_node where seen_at > :then and node <> :node order by node")
                .param("then", at(now.minus(ALIVE)))
                .param("node", node)
                .query((row, n) -> new CertCentralState.Node(
                        row.getString("node"),
                        new CallState(
                                CallState.Breaker.valueOf(row.getString("breaker")), instant(row, "tried_again"),
                                instant(row, "paused_until").filter(now::isBefore), instant(row, "last_good"))))
                .list();
        return Stream.concat(Stream.of(new CertCentralState.Node(node, calls.now())), others.stream())
                .sorted(Comparator.comparing(CertCentralState.Node::name))
                .toList();
    }

    /**
     * Returns when CertCentral last answered a call of any node with success, stopped nodes included; empty if not
     * within a week.
     */
    Optional<Instant> lastGood() {
        Optional<Instant> written = jdbc.sql("select max(last_good) as last_good from certcentral_node")
                .query((row, n) -> instant(row, "last_good"))
                .single();
        return Stream.of(written, calls.now().lastGood())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private int write(String sql, CallState state) {
        return jdbc.sql(sql)
                .param("node", node)
                .param("breaker", state.breaker().name())
                .param("again", at(state.triedAgain()))
                .param("paused", at(state.pausedUntil()))
                .param("good", at(state.lastGood()))
                .param("now", at(clock.instant()))
                .update();
    }

    private static @Nullable OffsetDateTime at(Optional<Instant> instant) {
        return instant.map(NodeStates::at).orElse(null);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
