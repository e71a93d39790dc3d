package io.eseal.ledgercheck;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledgercheck.Difference.Subject;
import io.eseal.ledgercheck.DifferenceSearch.Found;
import io.eseal.ledgercheck.LedgerCheckRun.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;

/** Stores the latest checks and their differences, for all nodes. */
@Component
class LedgerChecks {

    private static final String COMPARED = "outcome in ('COMPLETE', 'INCOMPLETE')";
    private static final int LONGEST_DETAIL = 4000;
    private static final int LONGEST_SENTENCE = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    LedgerChecks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a check, and marks a check that still runs as failed: it was left by a node that stopped, because only one
     * check runs at a time.
     *
     * @return number of the new check
     */
    long begin(String startedBy) {
        jdbc.sql("update ledger_check set outcome = 'FAILED', finished_at = :now, detail = 'The check was not "
                        + "finished: its node ended.' where outcome = 'RUNNING'")
                .param("now", now())
                .update();
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into ledger_check (started_at, started_by, outcome) values (:now, :by, 'RUNNING')")
                .param("now", now())
                .param("by", startedBy)
                .update(key, "id");
        return key.getKeyAs(Long.class);
    }

    /**
     * Stores the result of a check.
     *
     * @param detail why the check is incomplete; empty when it is complete
     * @return false, with nothing stored, when the check was given up meanwhile
     */
    boolean finish(long id, Found found, Optional<String> detail, List<Difference> differences) {
        int finished = jdbc.sql("""
                update ledger_check set outcome = :outcome, finished_at = :now, detail = :detail, requests_seen = :requests,
                orders_seen = :orders,
                       orders_read = :reads where id = :id and outcome = 'RUNNING'""")
                .param("outcome", (detail.isEmpty() ? Outcome.COMPLETE : Outcome.INCOMPLETE).name())
                .param("now", now())
                .param("detail", detail.orElse(null))
                .param("requests", found.requests())
                .param("orders", found.orders())
                .param("reads", found.reads())
                .param("id", id)
                .update();
        if (finished == 0) {
            return false;
        }
        int seq = 0;
        for (Difference difference : differences) {
            jdbc.sql("""
                    insert into ledger_difference (check_id, seq, kind, eseal_id, order_id, since, sentence)
                    values (:id, :seq, :kind, :eseal, :order, :since, :sentence)""")
                    .param("id", id)
                    .param("seq", ++seq)
                    .param("kind", difference.subject().kind().name())
                    .param(
                            "eseal",
                            difference.subject().esealId().map(EsealId::value).orElse(null))
                    .param(
                            "order",
                            difference.subject().orderId().map(OrderId::value).orElse(null))
                    .param("since", difference.since().atOffset(ZoneOffset.UTC))
                    .param("sentence", cut(difference.sentence(), LONGEST_SENTENCE))
                    .update();
        }
        return true;
    }

    /** Marks the check as failed, with the reason. */
    void fail(long id, String reason) {
        jdbc.sql("update ledger_check set outcome = 'FAILED', finished_at = :now, detail = :detail where id = :id and "
                        + "outcome = 'RUNNING'")
                .param("now", now())
                .param("detail", cut(reason, LONGEST_DETAIL))
                .param("id", id)
                .update();
    }

    /** Deletes all checks except this number of latest ones and the latest one that compared anything. */
    void keep(int latest) {
        jdbc.sql("delete from ledger_check where id not in (select id from ledger_check order by id desc fetch first "
                        + ":latest rows only) and id <> :compared")
                .param("latest", latest)
                .param("compared", compared().map(LedgerCheckRun::id).orElse(0L))
                .update();
    }

    /** Returns all stored checks, the newest first. */
    List<LedgerCheckRun> latest() {
        return jdbc.sql("select * from ledger_check order by id desc")
                .query(LedgerChecks::run)
                .list();
    }

    /** Returns the check with this number; empty when it is not stored. */
    Optional<LedgerCheckRun> find(long id) {
        return jdbc.sql("select * from ledger_check where id = :id")
                .param("id", id)
                .query(LedgerChecks::run)
                .optional();
    }

    /** Returns the latest check that compared ledger and CertCentral. */
    Optional<LedgerCheckRun> compared() {
        return jdbc.sql("select * from ledger_check where " + COMPARED + " order by id desc fetch first 1 rows only")
                .query(LedgerChecks::run)
                .optional();
    }

    /** Returns the differences that a check found, the worst first. */
    List<Difference> differences(long id) {
        return jdbc.sql("select * from ledger_difference where check_id = :id order by seq")
                .param("id", id)
                .query(LedgerChecks::difference)
                .list();
    }

    /** Returns the number of differences of each kind that a check found; kinds without one are missing. */
    Map<DifferenceKind, Long> counts(long id) {
        Map<DifferenceKind, Long> counts = new EnumMap<>(DifferenceKind.class);
        jdbc.sql("select kind, count(*) as found from ledger_difference where check_id = :id group by kind")
                .param("id", id)
                .query(row -> {
                    counts.put(DifferenceKind.valueOf(row.getString("kind")), row.getLong("found"));
                });
        return counts;
    }

    private static LedgerCheckRun run(ResultSet row, int number) throws SQLException {
        return new LedgerCheckRun(
                row.getLong("id"),
                instant(row, "started_at").orElseThrow(),
                row.getString("started_by"),
                instant(row, "finished_at"),
                Outcome.valueOf(row.getString("outcome")),
                Optional.ofNullable(row.getString("detail")),
                row.getInt("requests_seen"),
                row.getInt("orders_seen"),
                row.getInt("orders_read"));
    }

    private static Difference difference(ResultSet row, int number) throws SQLException {
        return new Difference(
                new Subject(
                        DifferenceKind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getString("eseal_id")).map(EsealId::of),
                        OrderId.ofNullable(row.getObject("order_id", Long.class))),
                row.getString("sentence"),
                instant(row, "since").orElseThrow());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
