package io.eseal.ledger;

import io.eseal.cluster.NodeId;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ledger of the calls about orders that must not be made twice. Each step around a call is committed in a transaction
 * of its own, so that it survives a rollback of the engine; only {@link #close} runs in the engine's transaction.
 */
@Component
public class OrderLedger {

    private static final Logger log = LoggerFactory.getLogger(OrderLedger.class);

    private static final String ATTEMPT =
            " where eseal_id = :id and operation = :operation and generation = :generation";
    private static final String FROM_THE_LATEST_SENDER = " and state = 'SENT' and fencing_no = :fencing";
    // Looks at all attempts: a delayed sender could open a new one after its request has ended.
    private static final String STILL_TO_BE_ORDERED = " and (operation <> 'ORDER'"
            + " or not exists (select 1 from ledger other where other.eseal_id = :id and other.operation = 'ORDER' and other.barred)"
            + " and not exists (select 1 from eseal request where request.id = :id and request.state in ("
            + Arrays.stream(EsealState.values())
                    .filter(EsealState::ended)
                    .map(state -> "'" + state + "'")
                    .collect(Collectors.joining(", "))
            + ")))";
    private static final int LONGEST_REFUSAL = 4000;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final OrderSettings settings;
    private final NodeId node;
    private final Clock clock;
    private final OrderHolders holders;

    /** Creates the ledger of this node. */
    public OrderLedger(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            OrderSettings settings,
            NodeId node,
            Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
        this.node = node;
        this.clock = clock;
        this.holders = new OrderHolders(jdbc);
    }

    /** Returns the open attempt; opens a new one when there is none or the last one is closed. */
    public LedgerEntry open(Operation operation, EsealId esealId) {
        try {
            return openOrInsert(operation, esealId);
        } catch (DuplicateKeyException e) {
            // Another transaction opened the same attempt at the same moment.
            return last(operation, esealId).orElseThrow();
        }
    }

    private LedgerEntry openOrInsert(Operation operation, EsealId esealId) {
        return ownTransaction.execute(status -> {
            Optional<LedgerEntry> last = last(operation, esealId);
            if (last.isPresent() && !last.get().closed()) {
                return last.get();
            }
            int generation = last.map(LedgerEntry::generation).orElse(0) + 1;
            jdbc.sql("""
                    insert into ledger (eseal_id, operation, generation, state, created_at, updated_at)
                    values (:id, :operation, :generation, 'INTENT', :now, :now)""")
                    .param("id", esealId.value())
                    .param("operation", operation.name())
                    .param("generation", generation)
                    .param("now", now())
                    .update();
            return last(operation, esealId).orElseThrow();
        });
    }

    /**
     * Closes an attempt in doubt whose look-ups led to nothing, and returns the next one; concurrent callers get the
     * same next attempt.
     */
    public LedgerEntry openNext(LedgerEntry given) {
        ownTransaction.executeWithoutResult(status -> change(
                given,
                "closed = true, fencing_no = fencing_no + 1",
                " and state in ('SENT', 'UNKNOWN') and fencing_no = :fencing"));
        return open(given.operation(), given.esealId());
    }

    /** Returns the latest attempt, open or closed. */
    public Optional<LedgerEntry> last(Operation operation, EsealId esealId) {
        return jdbc.sql(
                        "select * from ledger where eseal_id = :id and operation = :operation order by generation desc fetch "
                                + "first 1 rows only")
                .param("id", esealId.value())
                .param("operation", operation.name())
                .query(OrderLedger::row)
                .optional();
    }

    /** Returns the latest attempt if it was claimed and is not closed. */
    public Optional<LedgerEntry> underWay(Operation operation, EsealId esealId) {
        return last(operation, esealId).filter(entry -> !entry.closed() && entry.state() != LedgerState.INTENT);
    }

    /** Returns the order numbers that attempts of this request are known to have led to. */
    public List<OrderId> knownOrders(EsealId esealId) {
        return known(Operation.ORDER, esealId).stream().map(OrderId::of).toList();
    }

    /**
     * Returns the attempts of this request to order, closed ones included, whose outcome is unknown, the earliest
     * first.
     */
    public List<LedgerEntry> inDoubt(EsealId esealId) {
        return jdbc.sql(
                        "select * from ledger where eseal_id = :id and operation = 'ORDER' and state in ('SENT', 'UNKNOWN') "
                                + "order by generation")
                .param("id", esealId.value())
                .query(OrderLedger::row)
                .list();
    }

    /** Returns the other requests that have an attempt to order with an unknown outcome. */
    public List<EsealId> othersInDoubt(EsealId esealId) {
        return jdbc.sql(
                        "select distinct eseal_id from ledger where eseal_id <> :id and operation = 'ORDER' and state in "
                                + "('SENT', 'UNKNOWN')")
                .param("id", esealId.value())
                .query((row, n) -> EsealId.of(row.getString("eseal_id")))
                .list();
    }

    /** Returns whether another request holds the order, even one that ended long ago. */
    public boolean isOfAnother(EsealId esealId, OrderId orderId) {
        return holder(orderId).filter(holder -> !holder.equals(esealId)).isPresent();
    }

    /** Returns the request that holds the order. */
    public Optional<EsealId> holder(OrderId orderId) {
        return holders.of(orderId).map(OrderHolders.Holder::esealId);
    }

    /** Returns whether an earlier attempt of the same call has an unknown outcome. */
    public boolean followsOneInDoubt(LedgerEntry entry) {
        return entry.generation() > 1
                && 0
                        < jdbc.sql("""
                select count(*) from ledger where eseal_id = :id and operation = :operation and generation < :generation
                and state in ('SENT', 'UNKNOWN')""")
                                .param("id", entry.esealId().value())
                                .param("operation", entry.operation().name())
                                .param("generation", entry.generation())
                                .query(Long.class)
                                .single();
    }

    /**
     * Lets exactly one caller send.
     *
     * @return the attempt as sent, for the caller that wins; empty for all others, and for an order of a request that
     *     is barred or has ended
     */
    public Optional<LedgerEntry> claim(LedgerEntry entry) {
        return ownTransaction.execute(status -> change(
                        entry,
                        "state = 'SENT', fencing_no = fencing_no + 1, owner = :owner, sent_at = :now",
                        " and state = 'INTENT' and fencing_no = :fencing and not closed and not barred"
                                + STILL_TO_BE_ORDERED)
                // No other transaction can change the row before the commit.
                ? Optional.of(read(entry))
                : Optional.empty());
    }

    /**
     * Returns whether a step may still send. To be asked right before sending: after a long delay, other nodes may have
     * dealt with the attempt.
     *
     * @param begun when the step began, before it read anything
     */
    public boolean maySend(Instant begun) {
        return !clock.instant().isAfter(lastMoment(begun));
    }

    /** Returns the last moment at which a step that began then may send. */
    public Instant lastMoment(Instant begun) {
        return begun.plus(settings.sendWithin());
    }

    /** Returns whether the sender may still be at work, so that CertCentral may show the outcome only later. */
    public boolean mayBeOnItsWay(LedgerEntry entry) {
        return mayBeOnItsWay(entry, clock.instant());
    }

    /** Returns whether the sender may have been at work at that moment, like {@link #mayBeOnItsWay(LedgerEntry)}. */
    public boolean mayBeOnItsWay(LedgerEntry entry, Instant at) {
        return entry.sentAt()
                .filter(sent -> sent.plus(settings.sendWithin())
                        .plus(settings.longestCall())
                        .isAfter(at))
                .isPresent();
    }

    /**
     * Records that CertCentral did what was asked.
     *
     * @param outcomeId CertCentral's id of the order, or of the request
     * @return false when the attempt had been given up and the outcome was not known before: the id is kept as a late
     *     one
     * @throws OrderOfAnotherException when another request holds the order, or the order is surplus; nothing is changed
     *     then
     */
    public boolean accepted(LedgerEntry sent, long outcomeId) {
        return taking(() -> {
            boolean surplus = take(sent, outcomeId);
            String accepted = "state = 'ACCEPTED', " + sent.operation().outcomeColumn() + " = " + outcomeId;
            if (!surplus && change(sent, accepted, FROM_THE_LATEST_SENDER)
                    || known(sent.operation(), sent.esealId()).contains(outcomeId)) {
                return true;
            }
            if (surplus
                    && last(sent.operation(), sent.esealId())
                            .filter(sent::equals)
                            .isPresent()) {
                throw new OrderOfAnotherException(sent.esealId(), OrderId.of(outcomeId), sent.esealId());
            }
            log.error(
                    "{} of {} led to {} at CertCentral after its attempt {} had been given up",
                    sent.operation(),
                    sent.esealId(),
                    outcomeId,
                    sent.generation());
            change(sent, "late_id = " + outcomeId, "");
            return false;
        });
    }

    /**
     * Records that CertCentral did what was asked, with nothing left to be decided there.
     *
     * @return whether the outcome was taken; false when the attempt had been given up
     */
    public boolean accepted(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'ACCEPTED'");
    }

    /**
     * Records that CertCentral refused.
     *
     * @param words CertCentral's own words; cut after 4,000 characters
     * @param payment whether the payment was refused rather than the content
     * @return whether the outcome was taken; false when the attempt had been given up
     */
    public boolean rejected(LedgerEntry sent, String words, boolean payment) {
        String kept = words.length() > LONGEST_REFUSAL ? words.substring(0, LONGEST_REFUSAL) : words;
        return taken(
                sent,
                ownTransaction.execute(status -> 1
                        == on(
                                        sent,
                                        "update ledger set state = 'REJECTED', refusal = :words, payment_refused = :payment,"
                                                + " updated_at = :now" + ATTEMPT + FROM_THE_LATEST_SENDER)
                                .param("words", kept)
                                .param("payment", payment)
                                .update()));
    }

    /**
     * Records that the outcome is unknown: the call broke off, or was answered by a 5xx status.
     *
     * @return whether the outcome was taken; false when the attempt had been given up
     */
    public boolean unknown(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'UNKNOWN'");
    }

    /**
     * Records that the outcome is unknown although CertCentral answered.
     *
     * @return whether the outcome was taken; false when the attempt had been given up
     */
    public boolean unknownThoughAnswered(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'UNKNOWN', answered = true");
    }

    /**
     * Records that CertCentral answered with the number of an order that cannot be this request's, so that the outcome
     * is unknown.
     *
     * @return whether the outcome was taken; false when the attempt had been given up
     */
    public boolean answeredByForeignOrder(LedgerEntry sent, OrderId orderId) {
        ownTransaction.executeWithoutResult(
                status -> change(sent, "foreign_id = " + orderId + ", answered = true", ""));
        return unknownThoughAnswered(sent);
    }

    /**
     * Records that CertCentral certainly did not process the call, so that the attempt may be sent again.
     *
     * @return whether the outcome was taken; false when the attempt had been given up
     */
    public boolean notSent(LedgerEntry sent) {
        return ownOutcome(sent, "state = 'INTENT'");
    }

    /**
     * Bars the request from ordering: from now on no attempt can be claimed, neither one that its sender gives back nor
     * a new one.
     *
     * @return false when an attempt was sent already
     */
    public boolean bar(EsealId esealId) {
        LedgerEntry entry = open(Operation.ORDER, esealId);
        return ownTransaction.execute(status -> {
            change(entry, "barred = true", "");
            return read(entry).state() == LedgerState.INTENT;
        });
    }

    /**
     * Records that an order found at CertCentral is the outcome of the attempt.
     *
     * @return the attempt as it is now; its outcome is another one when the ledger held one already
     * @throws OrderOfAnotherException when another request holds the order, or the order is surplus; nothing is changed
     *     then
     */
    public LedgerEntry adopt(LedgerEntry entry, long outcomeId) {
        return taking(() -> {
            on(entry, "select * from ledger" + ATTEMPT + " for update")
                    .query(OrderLedger::row)
                    .single();
            LedgerEntry now = read(entry);
            if (now.state() == LedgerState.ACCEPTED) {
                return now;
            }
            if (take(entry, outcomeId)) {
                throw new OrderOfAnotherException(entry.esealId(), OrderId.of(outcomeId), entry.esealId());
            }
            change(
                    entry,
                    "state = 'ACCEPTED', " + entry.operation().outcomeColumn() + " = " + outcomeId
                            + ", closed = false, fencing_no = fencing_no + 1",
                    " and state <> 'ACCEPTED'");
            return read(entry);
        });
    }

    /**
     * Takes an order away from the request that was given it wrongly: the outcome of the attempt is unknown again, and
     * look-ups start anew. Does nothing when that was done before.
     *
     * @param rightful the request that the order names, which may adopt the order from now on
     */
    public void disown(EsealId esealId, OrderId orderId, Optional<EsealId> rightful) {
        ownTransaction.executeWithoutResult(status -> {
            int disowned = jdbc.sql(
                            "update ledger set state = 'UNKNOWN', order_id = null, foreign_id = :order, answered = true, "
                                    + "look_ups = 0, absences = 0,"
                                    + " fencing_no = fencing_no + 1, updated_at = :now"
                                    + " where eseal_id = :id and operation = 'ORDER' and state = 'ACCEPTED' and order_id = :order")
                    .param("order", orderId.value())
                    .param("now", now())
                    .param("id", esealId.value())
                    .update();
            if (disowned > 0) {
                rightful.ifPresent(other -> holders.handOver(orderId, other));
            }
        });
    }

    /**
     * Counts a look-up.
     *
     * @param absent whether the look-up was complete, by reference and by list, and found nothing at all
     */
    public void lookedUp(LedgerEntry entry, boolean absent) {
        String counted = "look_ups = look_ups + 1" + (absent ? ", absences = absences + 1" : "");
        ownTransaction.executeWithoutResult(status -> change(entry, counted, ""));
    }

    /**
     * Closes the attempt: the process has dealt with the outcome, or has given up waiting for it, and a late answer is
     * no longer taken. An accepted order stays open, because no further one may replace it. Runs in the engine's
     * transaction, so that both are committed or neither.
     */
    public void close(LedgerEntry entry) {
        close(entry, "");
    }

    /**
     * Closes the attempt like {@link #close}, because it certainly led to no order: a further one may be made without a
     * person.
     */
    public void closeAsAbsent(LedgerEntry entry) {
        close(entry, ", absent = true");
    }

    /** Returns whether an attempt of this request was closed as absent. */
    public boolean wasAbsent(EsealId esealId) {
        return 0
                < jdbc.sql("select count(*) from ledger where eseal_id = :id and operation = 'ORDER' and absent")
                        .param("id", esealId.value())
                        .query(Long.class)
                        .single();
    }

    /**
     * Returns whether the latest earlier attempt with an unknown outcome was closed as absent, so that no person has
     * searched for its order. Refused attempts in between do not count: a decision about a refusal says nothing about
     * that order.
     */
    public boolean followsAbsent(LedgerEntry entry) {
        return jdbc.sql(
                        "select absent from ledger where eseal_id = :id and operation = :operation and generation < :generation"
                                + " and state in ('SENT', 'UNKNOWN') order by generation desc fetch first 1 rows only")
                .param("id", entry.esealId().value())
                .param("operation", entry.operation().name())
                .param("generation", entry.generation())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    // The order may still turn up: an attempt in doubt is searched for later.
    private void close(LedgerEntry entry, String more) {
        String inDoubt = "operation = 'ORDER' and state in ('SENT', 'UNKNOWN')";
        on(
                        entry,
                        "update ledger set closed = true, fencing_no = fencing_no + 1, updated_at = :now,"
                                + " next_look = case when " + inDoubt
                                + " then cast(:look as timestamp with time zone) else next_look end" + more + ATTEMPT
                                + " and not (operation = 'ORDER' and state = 'ACCEPTED')")
                .param("look", nextLook(0))
                .update();
    }

    /**
     * Returns the attempts given up in doubt whose order has to be searched for by now: at most 100, the longest due
     * first.
     */
    public List<LedgerEntry> looksDue() {
        return jdbc.sql(
                        "select * from ledger where next_look <= :now and operation = 'ORDER' order by next_look fetch first 100 rows only")
                .param("now", now())
                .query(OrderLedger::row)
                .list();
    }

    /**
     * Records a search for the order of an attempt given up in doubt, and schedules the next one; none follows the
     * last.
     *
     * @param dealtWith whether nothing is left to do about what was found; otherwise the search is repeated after the
     *     same wait, so that requests in doubt for days take no calls from the others
     */
    public void looked(LedgerEntry entry, boolean dealtWith) {
        ownTransaction.executeWithoutResult(status -> {
            int before = on(entry, "select looks from ledger" + ATTEMPT)
                    .query(Integer.class)
                    .single();
            int done = dealtWith ? before + 1 : before;
            on(entry, "update ledger set looks = :done, next_look = cast(:next as timestamp with time zone)" + ATTEMPT)
                    .param("done", done)
                    .param("next", nextLook(done))
                    .update();
        });
    }

    /** Returns the time of the next search as an SQL parameter; null when none follows. */
    private @Nullable OffsetDateTime nextLook(int done) {
        return settings.surplusLook(done)
                .map(wait -> clock.instant().plus(wait).atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    /** Returns the number of the order that the request's process follows. */
    public Optional<OrderId> followed(EsealId esealId) {
        return jdbc.sql(
                        "select order_id from ledger where eseal_id = :id and operation = 'ORDER' and state = 'ACCEPTED'"
                                + " order by generation desc fetch first 1 rows only")
                .param("id", esealId.value())
                .query(Long.class)
                .optional()
                .map(OrderId::of);
    }

    /**
     * Marks an order of the request as surplus before it is canceled, so that no attempt adopts it.
     *
     * @param ended whether the request has ended
     * @return false when an attempt of the request led to the order, or when it is not known yet which order the
     *     process follows
     * @throws OrderOfAnotherException when another request holds the order
     */
    public boolean setAside(EsealId esealId, OrderId orderId, boolean ended) {
        return taking(() -> {
            // An adoption changes one of these rows: the lock makes it run before or after this step.
            jdbc.sql("select generation from ledger where eseal_id = :id and operation = 'ORDER' for update")
                    .param("id", esealId.value())
                    .query(Integer.class)
                    .list();
            if (knownOrders(esealId).contains(orderId) || followed(esealId).isEmpty() && !ended) {
                return false;
            }
            holders.take(esealId, orderId, now());
            holders.surplus(orderId);
            return true;
        });
    }

    /** Returns whether operators were told what became of a late order. */
    public boolean isTold(OrderId orderId) {
        return holders.isTold(orderId);
    }

    /** Returns whether the order is marked as surplus. */
    public boolean isSurplus(OrderId orderId) {
        return holders.isSurplus(orderId);
    }

    /**
     * Records, in the current transaction, that operators are told what became of a late order.
     *
     * @return false when they had been told before
     * @throws OrderOfAnotherException when another request holds the order
     */
    public boolean told(EsealId esealId, OrderId orderId) {
        holders.take(esealId, orderId, now());
        return holders.told(orderId);
    }

    private boolean take(LedgerEntry entry, long outcomeId) {
        return entry.operation() == Operation.ORDER && holders.take(entry.esealId(), OrderId.of(outcomeId), now());
    }

    /**
     * Runs a step in a transaction of its own; repeats it when another one took the order number, to find the holder.
     */
    private <T> T taking(Supplier<T> step) {
        try {
            return ownTransaction.execute(status -> step.get());
        } catch (DuplicateKeyException e) {
            return ownTransaction.execute(status -> step.get());
        }
    }

    private List<Long> known(Operation operation, EsealId esealId) {
        String column = operation.outcomeColumn();
        return jdbc.sql("select " + column + " from ledger where eseal_id = :id and operation = :operation and "
                        + column + " is not null")
                .param("id", esealId.value())
                .param("operation", operation.name())
                .query(Long.class)
                .list();
    }

    private boolean ownOutcome(LedgerEntry sent, String change) {
        return taken(sent, ownTransaction.execute(status -> change(sent, change, FROM_THE_LATEST_SENDER)));
    }

    private static boolean taken(LedgerEntry sent, boolean taken) {
        if (!taken) {
            log.warn(
                    "{} of {}: the answer to attempt {} came after it had been given up",
                    sent.operation(),
                    sent.esealId(),
                    sent.generation());
        }
        return taken;
    }

    private boolean change(LedgerEntry entry, String change, String condition) {
        return 1
                == on(entry, "update ledger set " + change + ", updated_at = :now" + ATTEMPT + condition)
                        .update();
    }

    private LedgerEntry read(LedgerEntry entry) {
        return on(entry, "select * from ledger" + ATTEMPT)
                .query(OrderLedger::row)
                .single();
    }

    private JdbcClient.StatementSpec on(LedgerEntry entry, String sql) {
        return jdbc.sql(sql)
                .param("now", now())
                .param("id", entry.esealId().value())
                .param("operation", entry.operation().name())
                .param("generation", entry.generation())
                .param("fencing", entry.fencingNo())
                .param("owner", node.toString());
    }

    private static LedgerEntry row(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(
                EsealId.of(row.getString("eseal_id")),
                Operation.valueOf(row.getString("operation")),
                row.getInt("generation"),
                LedgerState.valueOf(row.getString("state")),
                row.getInt("fencing_no"),
                Optional.ofNullable(row.getString("owner")),
                Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                OrderId.ofNullable(row.getObject("order_id", Long.class)),
                Optional.ofNullable(row.getObject("request_id", Long.class)),
                row.getInt("look_ups"),
                Optional.ofNullable(row.getString("refusal")),
                row.getBoolean("payment_refused"),
                row.getBoolean("closed"),
                row.getBoolean("answered"),
                OrderId.ofNullable(row.getObject("foreign_id", Long.class)),
                row.getInt("absences"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
