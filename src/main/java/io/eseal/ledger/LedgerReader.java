package io.eseal.ledger;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerSnapshot.Attempt;
import io.eseal.ledger.LedgerSnapshot.Request;
import io.eseal.lifecycle.EsealState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the attempts of all requests, for comparisons with CertCentral. */
@Component
public class LedgerReader {

    private final JdbcClient jdbc;
    private final OrderSettings settings;

    LedgerReader(JdbcClient jdbc, OrderSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Returns every request with its attempts to order, also requests without an attempt. */
    public LedgerSnapshot read() {
        Map<EsealId, Request> requests = new LinkedHashMap<>();
        jdbc.sql("""
                select e.id, e.state, e.valid_till, e.updated_at, l.order_id, l.late_id, l.generation, l.updated_at as since,
                       case when l.state in ('SENT', 'UNKNOWN') and not l.closed then 1 else 0 end as in_doubt
                from eseal e left join ledger l on l.eseal_id = e.id and l.operation = 'ORDER'
                order by e.id, l.generation""").query(row -> {
            Request request = request(row);
            requests.merge(request.id(), request, LedgerReader::together);
        });
        return new LedgerSnapshot(List.copyOf(requests.values()));
    }

    /** Returns when the first attempt to order was written; empty when there was none. */
    public Optional<Instant> begin() {
        return jdbc.sql("select min(created_at) as earliest from ledger where operation = 'ORDER'")
                .query((row, n) -> instant(row, "earliest"))
                .single();
    }

    /** Returns when the attempt that led to this order of the request was sent; empty when there was none. */
    public Optional<Instant> orderedAt(EsealId esealId, OrderId orderId) {
        return jdbc.sql("select max(sent_at) as sent from ledger where eseal_id = :id and order_id = :order")
                .param("id", esealId.value())
                .param("order", orderId.value())
                .query((row, n) -> instant(row, "sent"))
                .single();
    }

    /** Returns the requests in this state that have a claimed attempt to order which is not closed. */
    public List<EsealId> underWay(EsealState state) {
        return jdbc.sql("""
                select distinct e.id from eseal e join ledger l on l.eseal_id = e.id
                where e.state = :state and l.operation = 'ORDER' and l.state <> 'INTENT' and not l.closed
                """)
                .param("state", state.name())
                .query((row, n) -> EsealId.of(row.getString("id")))
                .list();
    }

    /** Returns how long an order of unknown outcome is looked up before a person is asked. */
    public Duration lookUpHorizon() {
        return settings.horizon();
    }

    private static Request request(ResultSet row) throws SQLException {
        List<Attempt> attempts = row.getObject("generation") == null
                ? List.of()
                : List.of(new Attempt(
                        OrderId.ofNullable(row.getObject("order_id", Long.class)),
                        OrderId.ofNullable(row.getObject("late_id", Long.class)),
                        row.getInt("in_doubt") == 1,
                        instant(row, "since").orElseThrow()));
        return new Request(
                EsealId.of(row.getString("id")),
                EsealState.valueOf(row.getString("state")),
                instant(row, "valid_till"),
                instant(row, "updated_at").orElseThrow(),
                attempts);
    }

    private static Request together(Request earlier, Request later) {
        List<Attempt> attempts = new ArrayList<>(earlier.attempts());
        attempts.addAll(later.attempts());
        return new Request(later.id(), later.state(), later.validTill(), later.changedAt(), attempts);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
