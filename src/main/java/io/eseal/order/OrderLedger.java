package io.eseal.order;

import io.eseal.lifecycle.EsealState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ledger of calls about orders that must not be made twice. Everything around a call is committed in a transaction of
 * its own, so that it outlives a rollback of the engine; only {@link #close} belongs to the engine's transaction.
 */
@Component
public class OrderLedger {

    private static final Logger log = LoggerFactory.getLogger(OrderLedger.class);

    private static final String ATTEMPT = " where eseal_id = :id and operation = :operation and generation = :generation";
    private static final String FROM_THE_LATEST_SENDER = " and state = 'SENT' and fencing_no = :fencing";
    // Of all attempts: a sender that slept through the end of its request opens a further one when it wakes up.
    private static final String STILL_TO_BE_ORDERED = " and (operation <> 'ORDER'"
            + " or not exists (select 1 from ledger other where other.eseal_id = :id and other.operation = 'ORDER' and other.barred)"
            + " and not exists (select 1 from eseal request where request.id = :id and request.state in ("
            + Arrays.stream(EsealState.values()).filter(EsealState::ended).map(state -> "'" + state + "'").collect(Collectors.joining(", ")) + ")))";
    private static final int LONGEST_REFUSAL = 4000;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final OrderSettings settings;
    private final NodeId node;
    private final Clock clock;

    OrderLedger(JdbcClient jdbc, PlatformTransactionManager transactions, OrderSettings settings, NodeId node, Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
        this.node = node;
        this.clock = clock;
    }

    /** The attempt under way; a first or next one is opened when there is none or the last one is closed. */
    public LedgerEntry open(Operation operation, String esealId) {
        try {
            return openOrInsert(operation, esealId);
        } catch (DuplicateKeyException e) {
            // Somebody else opened the same attempt at the same moment.
            return last(operation, esealId).orElseThrow();
        }
    }

    private LedgerEntry openOrInsert(Operation operation, String esealId) {
        return ownTransaction.execute(status -> {
            Optional<LedgerEntry> last = last(operation, esealId);
            if (last.isPresent() && !last.get().closed()) {
                return last.get();
            }
            int generation = last.map(LedgerEntry::generation).orElse(0) + 1;
            jdbc.sql("""
                    insert into ledger (eseal_id, operation, generation, state, created_at, updated_at)
                    values (:id, :operation, :generation, 'INTENT', :now, :now)""")
                    .param("id", esealId).param("operation", operation.name()).param("generation", generation).param("now", now()).update();
            return last(operation, esealId).orElseThrow();
        });
    }

    /** The attempt after one in doubt that was looked for and led to nothing; all who give up the same one get the same next one. */
    public LedgerEntry openNext(LedgerEntry given) {
        ownTransaction.executeWithoutResult(status -> change(given, "closed = true, fencing_no = fencing_no + 1",
                " and state in ('SENT', 'UNKNOWN') and fencing_no = :fencing"));
        return open(given.operation(), given.esealId());
    }

    /** The latest attempt, open or closed. */
    public Optional<LedgerEntry> last(Operation operation, String esealId) {
        return jdbc.sql("select * from ledger where eseal_id = :id and operation = :operation order by generation desc fetch first 1 rows only")
                .param("id", esealId).param("operation", operation.name()).query(OrderLedger::row).optional();
    }

    /** The attempt that is neither closed nor merely intended. */
    public Optional<LedgerEntry> underWay(Operation operation, String esealId) {
        return last(operation, esealId).filter(entry -> !entry.closed() && entry.state() != LedgerState.INTENT);
    }

    /** Order ids that attempts of this request are known to have led to. */
    List<Long> knownOrders(String esealId) {
        return known(Operation.ORDER, esealId);
    }

    /** This request's attempts to order, closed ones too, of which nobody knows what came of them. */
    List<LedgerEntry> inDoubt(String esealId) {
        return jdbc.sql("select * from ledger where eseal_id = :id and operation = 'ORDER' and state in ('SENT', 'UNKNOWN') order by generation")
                .param("id", esealId).query(OrderLedger::row).list();
    }

    /** The other requests with such an attempt. */
    List<String> othersInDoubt(String esealId) {
        return jdbc.sql("select distinct eseal_id from ledger where eseal_id <> :id and operation = 'ORDER' and state in ('SENT', 'UNKNOWN')")
                .param("id", esealId).query(String.class).list();
    }

    /** Whether an attempt of another request is known to have led to that order, be it too late. */
    boolean isOfAnother(String esealId, long orderId) {
        return 0 < jdbc.sql("select count(*) from ledger where eseal_id <> :id and operation = 'ORDER' and (order_id = :order or late_id = :order)")
                .param("id", esealId).param("order", orderId).query(Long.class).single();
    }

    /** Whether an earlier attempt was given up although CertCentral may have done what it asked for. */
    boolean followsOneInDoubt(LedgerEntry entry) {
        return 0 < jdbc.sql("""
                select count(*) from ledger where eseal_id = :id and operation = :operation and generation < :generation
                and state in ('SENT', 'UNKNOWN')""")
                .param("id", entry.esealId()).param("operation", entry.operation().name()).param("generation", entry.generation())
                .query(Long.class).single();
    }

    /** Lets exactly one caller send: the entry as sent for the winner, nothing for everybody else, nor for an order of a request that is barred or has ended. */
    public Optional<LedgerEntry> claim(LedgerEntry entry) {
        return ownTransaction.execute(status -> change(entry,
                "state = 'SENT', fencing_no = fencing_no + 1, owner = :owner, sent_at = :now",
                " and state = 'INTENT' and fencing_no = :fencing and not closed and not barred" + STILL_TO_BE_ORDERED)
                // Until the commit nobody else can have changed it.
                ? Optional.of(read(entry)) : Optional.empty());
    }

    /**
     * To be asked before sending: a process that was frozen meanwhile must not send what others have dealt with since.
     *
     * @param begun when the step began, before it looked at anything
     */
    public boolean maySend(Instant begun) {
        return !clock.instant().isAfter(lastMoment(begun));
    }

    /** Up to when a step that began then may send. */
    Instant lastMoment(Instant begun) {
        return begun.plus(settings.sendWithin());
    }

    /** Whether the sender may still have been at work at the given moment: what CertCentral did not show then may come yet. */
    public boolean mayBeOnItsWay(LedgerEntry entry, Instant at) {
        return entry.sentAt().filter(sent -> sent.plus(settings.sendWithin()).plus(settings.longestCall()).isAfter(at)).isPresent();
    }

    /**
     * CertCentral did it.
     *
     * @param outcomeId CertCentral's id of the order, or of the request
     * @return false when the ledger moved on without the sender and does not know the outcome: it is kept as a late one
     */
    public boolean accepted(LedgerEntry sent, long outcomeId) {
        return ownTransaction.execute(status -> {
            if (change(sent, "state = 'ACCEPTED', " + sent.operation().outcomeColumn() + " = " + outcomeId, FROM_THE_LATEST_SENDER)
                    || known(sent.operation(), sent.esealId()).contains(outcomeId)) {
                return true;
            }
            log.error("{} of {} led to {} at CertCentral after its attempt {} had been given up", sent.operation(), sent.esealId(), outcomeId, sent.generation());
            change(sent, "late_id = " + outcomeId, "");
            return false;
        });
    }

    /** CertCentral did it, and nothing is left to be decided there. */
    public boolean accepted(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'ACCEPTED'");
    }

    /** @return whether it was taken; false when the ledger moved on without the sender */
    public boolean rejected(LedgerEntry sent, String words, boolean payment) {
        String kept = words.length() > LONGEST_REFUSAL ? words.substring(0, LONGEST_REFUSAL) : words;
        return taken(sent, ownTransaction.execute(status -> 1 == on(sent, "update ledger set state = 'REJECTED', refusal = :words, payment_refused = :payment,"
                + " updated_at = :now" + ATTEMPT + FROM_THE_LATEST_SENDER).param("words", kept).param("payment", payment).update()));
    }

    /** @return whether it was taken; false when the ledger moved on without the sender */
    public boolean unknown(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'UNKNOWN'");
    }

    /**
     * CertCentral certainly took no notice: the attempt may be made again.
     *
     * @return whether it was taken; false when the ledger moved on without the sender
     */
    public boolean notSent(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'INTENT'");
    }

    /**
     * From now on nothing is sent for the request: an attempt that somebody holds can be claimed no more, not even after its
     * sender gave it back, nor can a further one.
     *
     * @return false when an attempt was sent already
     */
    boolean bar(String esealId) {
        LedgerEntry entry = open(Operation.ORDER, esealId);
        return ownTransaction.execute(status -> {
            change(entry, "barred = true", "");
            return read(entry).state() == LedgerState.INTENT;
        });
    }

    /**
     * What was found at CertCentral belongs to the attempt.
     *
     * @return the attempt as it is now: with another outcome when the ledger knew one by then
     */
    public LedgerEntry adopt(LedgerEntry entry, long outcomeId) {
        return ownTransaction.execute(status -> {
            change(entry, "state = 'ACCEPTED', " + entry.operation().outcomeColumn() + " = " + outcomeId + ", closed = false, fencing_no = fencing_no + 1",
                    " and state <> 'ACCEPTED'");
            return read(entry);
        });
    }

    void lookedUp(LedgerEntry entry) {
        ownTransaction.executeWithoutResult(status -> change(entry, "look_ups = look_ups + 1", ""));
    }

    /**
     * The process has dealt with the outcome, or has given up waiting for it: what a late sender brings is no longer taken. An
     * accepted order stays: it is never replaced by a further one. In the engine's transaction, so that both happen or neither.
     */
    public void close(LedgerEntry entry) {
        change(entry, "closed = true, fencing_no = fencing_no + 1", " and not (operation = 'ORDER' and state = 'ACCEPTED')");
    }

    private List<Long> known(Operation operation, String esealId) {
        String column = operation.outcomeColumn();
        return jdbc.sql("select " + column + " from ledger where eseal_id = :id and operation = :operation and " + column + " is not null")
                .param("id", esealId).param("operation", operation.name()).query(Long.class).list();
    }

    private boolean ownOutcome(LedgerEntry sent, String change) {
        return taken(sent, ownTransaction.execute(status -> change(sent, change, FROM_THE_LATEST_SENDER)));
    }

    private static boolean taken(LedgerEntry sent, boolean taken) {
        if (!taken) {
            log.warn("{} of {}: the answer to attempt {} came after it had been given up", sent.operation(), sent.esealId(), sent.generation());
        }
        return taken;
    }

    private boolean change(LedgerEntry entry, String change, String condition) {
        return 1 == on(entry, "update ledger set " + change + ", updated_at = :now" + ATTEMPT + condition).update();
    }

    private LedgerEntry read(LedgerEntry entry) {
        return on(entry, "select * from ledger" + ATTEMPT).query(OrderLedger::row).single();
    }

    private JdbcClient.StatementSpec on(LedgerEntry entry, String sql) {
        return jdbc.sql(sql).param("now", now()).param("id", entry.esealId()).param("operation", entry.operation().name())
                .param("generation", entry.generation()).param("fencing", entry.fencingNo()).param("owner", node.toString());
    }

    private static LedgerEntry row(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(row.getString("eseal_id"), Operation.valueOf(row.getString("operation")), row.getInt("generation"),
                LedgerState.valueOf(row.getString("state")), row.getInt("fencing_no"), Optional.ofNullable(row.getString("owner")),
                Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getObject("order_id", Long.class)), Optional.ofNullable(row.getObject("request_id", Long.class)),
                row.getInt("look_ups"), Optional.ofNullable(row.getString("refusal")), row.getBoolean("payment_refused"), row.getBoolean("closed"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
