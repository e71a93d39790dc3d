package io.eseal.faults;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import io.eseal.simulator.SimulatorServer.PlacedOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks what must be true whatever failed: no request has two living orders at CertCentral, a second one was canceled
 * and told, every order there is known here or being found out about, nothing that was accepted is lost, and every
 * instance moves, waits visibly, or shows an incident.
 */
final class Oracle {

    private static final Set<String> ENDED = Set.of("CANCELED", "REJECTED", "REVOKED", "EXPIRED");
    private static final Set<String> LIVING = Set.of(
            "pending", "processing", "issued", "waiting_pickup", "needs_csr", "needs_approval", "reissue_pending");
    /** States of a request in which an order may exist that the service does not know yet. */
    private static final Set<String> FINDING_OUT = Set.of(
            Elements.SERVICE_PLACE_ORDER,
            "event_next_look_up",
            Elements.SERVICE_RECONCILE_ORDER,
            Elements.USER_RESOLVE_ORDER_IN_DOUBT,
            Elements.USER_PAY_BY_CARD,
            Elements.SERVICE_CANCEL_ORDER,
            Elements.USER_CANCEL_IN_CERTCENTRAL);

    /** Activities of one request. */
    enum Doing {
        MOVING,
        WAITING,
        PERSON,
        INCIDENT,
        ENDED,
        STUCK,
        LOST
    }

    enum Wrong {
        DUPLICATE,
        LOST,
        STUCK,
        /** CertCentral has an order that this service neither knows nor is finding out about. */
        NOT_KNOWN_HERE,
        /** Order that the service has and CertCentral does not. */
        NOT_KNOWN_THERE,
        /** CertCentral has an order of no request. */
        OF_NO_REQUEST,
        /** A task is open again although somebody was told that it is done. */
        UNDONE
    }

    /** @param at where its instance stands, the activities' ids */
    record Line(
            String id,
            String state,
            List<Long> atCertCentral,
            List<Long> inLedger,
            List<Long> surplus,
            Optional<Long> inRegister,
            Set<String> at,
            Doing doing,
            Set<Wrong> wrong) {

        /** Ordered once; second orders that were canceled while that was free, and told, do not count. */
        boolean orderedOnce() {
            return inRegister.isPresent()
                    && atCertCentral.stream()
                                    .filter(order -> !surplus.contains(order))
                                    .count()
                            == 1;
        }

        /** Ordered and known, or nothing more will happen without a person. */
        boolean settled() {
            return doing == Doing.PERSON
                    || doing == Doing.INCIDENT
                    || doing == Doing.ENDED
                    || !wrong.isEmpty()
                    || doing == Doing.WAITING && inRegister.isPresent();
        }
    }

    record Report(List<Line> lines, List<String> foreign, List<String> undone) {

        Map<Doing, Long> doing() {
            return lines.stream().collect(Collectors.groupingBy(Line::doing, TreeMap::new, Collectors.counting()));
        }

        Map<Wrong, Long> wrong() {
            Map<Wrong, Long> counts = lines.stream()
                    .flatMap(line -> line.wrong.stream())
                    .collect(Collectors.groupingBy(wrong -> wrong, TreeMap::new, Collectors.counting()));
            if (!foreign.isEmpty()) {
                counts.put(Wrong.OF_NO_REQUEST, (long) foreign.size());
            }
            if (!undone.isEmpty()) {
                counts.put(Wrong.UNDONE, (long) undone.size());
            }
            return counts;
        }

        /** The requests with which something is wrong, or which still move. */
        List<String> failing() {
            return lines.stream()
                    .filter(line -> !line.wrong.isEmpty() || !line.settled())
                    .map(Line::id)
                    .toList();
        }

        /** Fails with the whole report when something is wrong, or still moves. */
        void mustHold() {
            if (!failing().isEmpty() || !wrong().isEmpty()) {
                throw new AssertionError((wrong().isEmpty() ? "still moving: " + failing() + "; " : "") + this);
            }
        }

        @Override
        public String toString() {
            StringBuilder text =
                    new StringBuilder(lines.size() + " requests " + doing() + ", wrong: " + wrong() + "\n");
            lines.stream()
                    .filter(line -> !line.wrong.isEmpty() || lines.size() <= 10)
                    .forEach(line -> text.append(
                            ("  %s %s %s: at CertCentral %s, ledger %s," + " register %s, instance at %s is %s\n")
                                    .formatted(
                                            line.wrong.isEmpty() ? "ok   " : line.wrong,
                                            line.id,
                                            line.state,
                                            line.atCertCentral,
                                            line.inLedger,
                                            line.inRegister.map(String::valueOf).orElse("none"),
                                            line.at,
                                            line.doing)));
            foreign.forEach(
                    order -> text.append("  of no request: ").append(order).append('\n'));
            undone.forEach(task ->
                    text.append("  done, but open again: task ").append(task).append('\n'));
            return text.toString();
        }
    }

    private record Leaf(String activity, long tasks, long incidents, long jobs, long events) {

        Doing doing() {
            return incidents > 0
                    ? Doing.INCIDENT
                    : tasks > 0 ? Doing.PERSON : events > 0 ? Doing.WAITING : jobs > 0 ? Doing.MOVING : Doing.STUCK;
        }
    }

    private final JdbcClient sql;
    private final TransactionTemplate snapshot;
    private final SimulatorServer certCentral;
    private final Supplier<Set<String>> accepted;
    private final Supplier<Set<String>> completed;

    /** @param accepted the ids of all requests that the service has accepted */
    Oracle(Postgres postgres, SimulatorServer certCentral, Supplier<Set<String>> accepted) {
        this(postgres, certCentral, accepted, Set::of);
    }

    /** @param completed the ids of all tasks whose completion the service has acknowledged */
    Oracle(
            Postgres postgres,
            SimulatorServer certCentral,
            Supplier<Set<String>> accepted,
            Supplier<Set<String>> completed) {
        this.sql = JdbcClient.create(postgres.dataSource());
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(postgres.dataSource()));
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.certCentral = certCentral;
        this.accepted = accepted;
        this.completed = completed;
    }

    /** Waits until nothing moves by itself any more, or that long, then looks at all requests. */
    Report settled(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Report report = check(accepted.get());
        while (!report.lines.stream().allMatch(Line::settled) && System.nanoTime() < deadline) {
            Pause.of(Duration.ofMillis(200));
            report = check(accepted.get());
        }
        return report;
    }

    /** Each request at this moment. */
    Report check(Collection<String> ids) {
        // CertCentral before and after one look at the database:
        // what is placed meanwhile is neither unknown here nor there.
        Set<String> done = completed.get();
        Map<String, List<PlacedOrder>> before = orders();
        Here here = snapshot.execute(status -> new Here(
                surplus(),
                sql.sql("select id, state, order_id from eseal").query(Oracle::row).list().stream()
                        .collect(Collectors.toMap(Row::id, row -> row)),
                ledger(),
                leaves(),
                sql.sql("select id_ from act_ru_task").query(String.class).list()));
        Map<String, List<PlacedOrder>> after = orders();
        List<Line> lines = ids.stream()
                .sorted()
                .map(id -> line(
                        id,
                        before.getOrDefault(id, List.of()),
                        after.getOrDefault(id, List.of()),
                        Optional.ofNullable(here.register.get(id)),
                        here.ledger.getOrDefault(id, List.of()),
                        here.surplus.getOrDefault(id, List.of()),
                        here.leaves.getOrDefault(id, List.of())))
                .toList();
        return new Report(
                lines,
                before.entrySet().stream()
                        .filter(entry -> !here.register.containsKey(entry.getKey()))
                        .flatMap(entry -> entry.getValue().stream())
                        .filter(order -> LIVING.contains(order.status()))
                        .map(PlacedOrder::toString)
                        .toList(),
                here.openTasks.stream().filter(done::contains).toList());
    }

    private record Here(
            Map<String, List<Long>> surplus,
            Map<String, Row> register,
            Map<String, List<Long>> ledger,
            Map<String, List<Leaf>> leaves,
            List<String> openTasks) {}

    private record Row(String id, String state, Optional<Long> orderId) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("state"),
                Optional.ofNullable(row.getObject("order_id", Long.class)));
    }

    private Map<String, List<PlacedOrder>> orders() {
        return certCentral.orders().stream()
                .collect(Collectors.groupingBy(order -> String.valueOf(order.alternativeOrderId())));
    }

    private Map<String, List<Long>> ledger() {
        Map<String, List<Long>> orders = new HashMap<>();
        sql.sql("select eseal_id, order_id from " + DatabaseWrite.LEDGER
                        + " where operation = 'ORDER' and order_id is not null")
                .query(row -> {
                    orders.computeIfAbsent(row.getString("eseal_id"), id -> new ArrayList<>())
                            .add(row.getLong("order_id"));
                });
        return orders;
    }

    /** Second orders that the service says it canceled, and that people were told of. */
    private Map<String, List<Long>> surplus() {
        Map<String, List<Long>> orders = new HashMap<>();
        sql.sql("""
                select h.eseal_id, h.order_id from order_holder h where h.surplus and h.told and exists (select 1 from timeline t
                    where t.eseal_id = h.eseal_id and t.event = 'surplus_order_canceled'
                    and t.detail like '%order ' || h.order_id || ' of%')""").query(row -> {
            orders.computeIfAbsent(row.getString("eseal_id"), id -> new ArrayList<>())
                    .add(row.getLong("order_id"));
        });
        return orders;
    }

    private static Line line(
            String id,
            List<PlacedOrder> before,
            List<PlacedOrder> after,
            Optional<Row> row,
            List<Long> ledger,
            List<Long> told,
            List<Leaf> leaves) {
        Set<String> at = leaves.stream().map(Leaf::activity).collect(Collectors.toSet());
        Doing doing = doing(row.map(Row::state), leaves);
        Optional<Long> register = row.flatMap(Row::orderId);
        List<Long> there = after.stream().map(PlacedOrder::orderId).toList();
        List<Long> surplus = after.stream()
                .filter(order -> order.status().equals("canceled"))
                .map(PlacedOrder::orderId)
                .filter(told::contains)
                .toList();
        Set<Wrong> wrong = EnumSet.noneOf(Wrong.class);
        if (after.stream().filter(order -> LIVING.contains(order.status())).count() > 1) {
            wrong.add(Wrong.DUPLICATE);
        }
        if (doing == Doing.LOST) {
            wrong.add(Wrong.LOST);
        }
        if (doing == Doing.STUCK) {
            wrong.add(Wrong.STUCK);
        }
        boolean known = before.stream()
                .map(PlacedOrder::orderId)
                .filter(order -> !surplus.contains(order))
                .allMatch(order -> ledger.contains(order) && register.isPresent());
        if (!known && at.stream().noneMatch(FINDING_OUT::contains)) {
            wrong.add(Wrong.NOT_KNOWN_HERE);
        }
        if (!there.containsAll(ledger)
                || register.filter(order -> !there.contains(order)).isPresent()) {
            wrong.add(Wrong.NOT_KNOWN_THERE);
        }
        return new Line(id, row.map(Row::state).orElse("none"), there, ledger, surplus, register, at, doing, wrong);
    }

    private static Doing doing(Optional<String> state, List<Leaf> leaves) {
        if (state.isEmpty() || leaves.isEmpty()) {
            return state.filter(ENDED::contains).isPresent() ? Doing.ENDED : Doing.LOST;
        }
        List<Doing> each = leaves.stream().map(Leaf::doing).toList();
        // One branch that stands still is not made up for by another one that moves.
        return List.of(Doing.STUCK, Doing.INCIDENT, Doing.PERSON, Doing.MOVING, Doing.WAITING).stream()
                .filter(each::contains)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the executions without children of each instance. An execution at a boundary event, such as the reminder
     * or the cancellation, does not make its activity move.
     */
    private Map<String, List<Leaf>> leaves() {
        Map<String, List<Leaf>> leaves = new HashMap<>();
        sql.sql("""
                select i.business_key_ as id, coalesce(e.act_id_, 'nowhere') as activity,
                    (select count(*) from act_ru_task t where t.execution_id_ = e.id_) as tasks,
                    (select count(*) from act_ru_incident n where n.execution_id_ = e.id_) as incidents,
                    (select count(*) from act_ru_job j left join act_ru_jobdef d on d.id_ = j.job_def_id_
                     where j.execution_id_ = e.id_ and j.retries_ > 0 and coalesce(d.act_id_, '') not like 'boundary%') as jobs,
                    (select count(*) from act_ru_event_subscr s
                     where s.execution_id_ = e.id_ and coalesce(s.activity_id_, '') not like 'boundary%') as events
                from act_ru_execution e join act_ru_execution i on i.id_ = e.proc_inst_id_
                    join act_re_procdef p on p.id_ = i.proc_def_id_ and p.key_ = 'eseal-lifecycle'
                where not exists (select 1 from act_ru_execution c where c.parent_id_ = e.id_)
                  and (e.is_active_ or not e.is_concurrent_)""").query(row -> {
            leaves.computeIfAbsent(row.getString("id"), id -> new ArrayList<>())
                    .add(new Leaf(
                            row.getString("activity"),
                            row.getLong("tasks"),
                            row.getLong("incidents"),
                            row.getLong("jobs"),
                            row.getLong("events")));
        });
        return leaves;
    }
}
