package io.eseal.order;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The ledger of orders. Everything around a call is committed in a transaction of its own, so that it outlives a
 * rollback of the engine; only {@link #close} belongs to the engine's transaction.
 */
@Component
class OrderLedger {

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    OrderLedger(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** The attempt under way; a first or next one is opened when there is none or the last one is closed. */
    LedgerEntry open(String esealId) {
        try {
            return openOrInsert(esealId);
        } catch (DuplicateKeyException e) {
            // Somebody else opened the same attempt at the same moment.
            return last(esealId).orElseThrow();
        }
    }

    private LedgerEntry openOrInsert(String esealId) {
        return ownTransaction.execute(status -> {
            Optional<LedgerEntry> last = last(esealId);
            if (last.isPresent() && !last.get().closed()) {
                return last.get();
            }
            int generation = last.map(LedgerEntry::generation).orElse(0) + 1;
            jdbc.sql("""
                    insert into order_ledger (eseal_id, generation, state, created_at, updated_at)
                    values (:id, :generation, 'INTENT', :now, :now)""")
                    .param("id", esealId).param("generation", generation).param("now", now()).update();
            return last(esealId).orElseThrow();
        });
    }

    /** The latest attempt, open or closed. */
    Optional<LedgerEntry> last(String esealId) {
        return jdbc.sql("select * from order_ledger where eseal_id = :id order by generation desc fetch first 1 rows only")
                .param("id", esealId).query(OrderLedger::row).optional();
    }

    /** The attempt that is neither closed nor merely intended. */
    Optional<LedgerEntry> underWay(String esealId) {
        return last(esealId).filter(entry -> !entry.closed() && entry.state() != LedgerState.INTENT);
    }

    /** Order ids that attempts of this request are known to have led to. */
    List<Long> knownOrders(String esealId) {
        return jdbc.sql("select order_id from order_ledger where eseal_id = :id and order_id is not null")
                .param("id", esealId).query(Long.class).list();
    }

    /** Lets exactly one caller send: the entry as sent for the winner, nothing for everybody else. */
    Optional<LedgerEntry> claim(LedgerEntry entry) {
        int claimed = ownTransaction.execute(status -> jdbc.sql("""
                update order_ledger set state = 'SENT', fencing_no = fencing_no + 1, updated_at = :now
                where eseal_id = :id and generation = :generation and state = 'INTENT' and fencing_no = :fencing
                  and not closed and not barred""")
                .param("now", now()).param("id", entry.esealId()).param("generation", entry.generation())
                .param("fencing", entry.fencingNo()).update());
        // Not read back: the sender's number must be its own, whatever happened since.
        return claimed == 1 ? Optional.of(entry.sent()) : Optional.empty();
    }

    void accepted(LedgerEntry sent, long orderId) {
        outcome(sent, "state = 'ACCEPTED', order_id = " + orderId);
    }

    void rejected(LedgerEntry sent, String words, boolean payment) {
        ownTransaction.executeWithoutResult(status -> jdbc.sql("""
                update order_ledger set state = 'REJECTED', refusal = :words, payment_refused = :payment, updated_at = :now
                where eseal_id = :id and generation = :generation and state = 'SENT' and fencing_no = :fencing""")
                .param("words", words.length() > 4000 ? words.substring(0, 4000) : words).param("payment", payment)
                .param("now", now()).param("id", sent.esealId()).param("generation", sent.generation())
                .param("fencing", sent.fencingNo()).update());
    }

    void unknown(LedgerEntry sent) {
        outcome(sent, "state = 'UNKNOWN'");
    }

    /** CertCentral certainly took no notice: the attempt may be made again. */
    void notSent(LedgerEntry sent) {
        outcome(sent, "state = 'INTENT'");
    }

    /**
     * From now on nothing is sent for the request: an attempt that somebody holds can be claimed no more, and no further
     * one is opened.
     *
     * @return false when an attempt was sent already
     */
    boolean bar(String esealId) {
        LedgerEntry entry = open(esealId);
        return 1 == ownTransaction.execute(status -> jdbc.sql("""
                update order_ledger set barred = true, updated_at = :now
                where eseal_id = :id and generation = :generation and state = 'INTENT'""")
                .param("now", now()).param("id", esealId).param("generation", entry.generation()).update());
    }

    /**
     * An order that was found at CertCentral belongs to the attempt.
     *
     * @return the attempt's order: another one when the ledger knew it by then
     */
    long adopt(LedgerEntry entry, long orderId) {
        ownTransaction.executeWithoutResult(status -> jdbc.sql("""
                update order_ledger set state = 'ACCEPTED', order_id = :order, closed = false, fencing_no = fencing_no + 1, updated_at = :now
                where eseal_id = :id and generation = :generation and state <> 'ACCEPTED'""")
                .param("order", orderId).param("now", now()).param("id", entry.esealId())
                .param("generation", entry.generation()).update());
        return jdbc.sql("select order_id from order_ledger where eseal_id = :id and generation = :generation")
                .param("id", entry.esealId()).param("generation", entry.generation()).query(Long.class).single();
    }

    void lookedUp(LedgerEntry entry) {
        ownTransaction.executeWithoutResult(status -> jdbc.sql("""
                update order_ledger set look_ups = look_ups + 1, updated_at = :now
                where eseal_id = :id and generation = :generation""")
                .param("now", now()).param("id", entry.esealId()).param("generation", entry.generation()).update());
    }

    /**
     * The process has dealt with the outcome. An accepted order stays: it is never replaced by a further one. In the engine's transaction, so that both happen or neither.
     */
    void close(LedgerEntry entry) {
        jdbc.sql("update order_ledger set closed = true, updated_at = :now where eseal_id = :id and generation = :generation and state <> 'ACCEPTED'")
                .param("now", now()).param("id", entry.esealId()).param("generation", entry.generation()).update();
    }

    private void outcome(LedgerEntry sent, String change) {
        ownTransaction.executeWithoutResult(status -> jdbc.sql("update order_ledger set " + change + """
                , updated_at = :now where eseal_id = :id and generation = :generation and state = 'SENT' and fencing_no = :fencing""")
                .param("now", now()).param("id", sent.esealId()).param("generation", sent.generation())
                .param("fencing", sent.fencingNo()).update());
    }

    private static LedgerEntry row(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(row.getString("eseal_id"), row.getInt("generation"), LedgerState.valueOf(row.getString("state")),
                row.getInt("fencing_no"), Optional.ofNullable(row.getObject("order_id", Long.class)), row.getInt("look_ups"),
                Optional.ofNullable(row.getString("refusal")), row.getBoolean("payment_refused"), row.getBoolean("closed"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
