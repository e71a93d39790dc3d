package io.eseal.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Orders that wait for CertCentral: one that the process made, and copies of it. Their timers are spread as they are
 * after a long time.
 */
final class WaitingOrders {

    /** A status that is news, after which an order waits on. */
    static final String CHANGED = "processing";
    /** News of which the webhook tells. */
    static final String ISSUED = "issued";

    private static final Duration LONGEST_STEP = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SHORTEST_WRITING = Duration.ofSeconds(2);
    /** Timers that a busy database writes in a second at least. */
    private static final int WRITTEN_A_SECOND = 2_000;

    private final Installation installation;
    private final String original;
    private final long order;
    private int copies;

    private WaitingOrders(Installation installation, String original, long order) {
        this.installation = installation;
        this.original = original;
        this.order = order;
    }

    static WaitingOrders on(Installation installation) {
        String original = new Lifecycles(installation).waitingForNews();
        long order = installation
                .sql()
                .sql("select order_id from eseal where id = ?")
                .param(original)
                .query(Long.class)
                .single();
        return new WaitingOrders(installation, original, order);
    }

    /** Makes copies until so many orders wait. */
    void growTo(int number) {
        putOffOriginal();
        ManyRequests many = new ManyRequests(installation.postgres().dataSource());
        // CertCentral knows an order before its process waits for it.
        installation.standIn().copy(order, copies + 1, number - 1);
        many.copy(original, copies + 1, number - 1);
        copies = number - 1;
        many.analyse();
    }

    /** Keeps the original as it is while it is copied: each copy's timer would come due with its own. */
    private void putOffOriginal() {
        await().alias("the original waits: " + installation.state())
                .atMost(LONGEST_STEP)
                .until(() -> installation
                                .sql()
                                .sql("update act_ru_job set duedate_ = :later where lock_owner_ is null"
                                        + " and handler_type_ = 'timer-intermediate-transition' and process_instance_id_ ="
                                        + " (select proc_inst_id_ from act_ru_execution where business_key_ = :id)")
                                .param(
                                        "later",
                                        LocalDateTime.now(ZoneId.systemDefault())
                                                .plusDays(1))
                                .param("id", original)
                                .update()
                        == 1);
    }

    /** Has the first copy go on as an order does that the process made. */
    void prove() throws InterruptedException {
        installation.standIn().setStatus(ManyRequests.ORDERS + 1, ISSUED);
        // Where no sweep tells of it, its timer does.
        installation
                .sql()
                .sql("update act_ru_job set duedate_ = :now where handler_type_ = 'timer-intermediate-transition'"
                        + " and process_instance_id_ = (select id_ from act_ru_execution where business_key_ = :id)")
                .param("now", LocalDateTime.now(ZoneId.systemDefault()))
                .param("id", ManyRequests.REFERENCE.formatted(1))
                .update();
        await().alias("the copy goes on: " + installation.state())
                .atMost(LONGEST_STEP)
                .until(() -> installation
                                .sql()
                                .sql(
                                        "select count(*) from eseal where order_id = ? and state in ('DELIVERY', 'IN_SERVICE')")
                                .param(ManyRequests.ORDERS + 1)
                                .query(Integer.class)
                                .single()
                        == 1);
        // What it asks for next is not counted.
        TimeUnit.SECONDS.sleep(5);
    }

    /**
     * Spreads the timers of all waiting orders, and returns at the moment from which they are spread: until then none
     * is due, however long the writing took.
     *
     * @param seconds seconds from that moment, as SQL, of the part {@code u} between 0 and 1
     */
    void spread(String seconds) throws InterruptedException {
        LocalDateTime from =
                LocalDateTime.now(ZoneId.systemDefault()).plus(SHORTEST_WRITING).plusSeconds(copies / WRITTEN_A_SECOND);
        // With a lock: nodes write to some of the rows in another order.
        installation.sql().sql("""
                        begin;
                        lock table act_ru_job in share row exclusive mode;
                        update act_ru_job j set duedate_ = timestamp '%s' + (%s) * interval '1 second'
                        from (select id_, (row_number() over (order by md5(id_)) - 0.5) / count(*) over () u
                              from act_ru_job where handler_type_ = 'timer-intermediate-transition') part
                        where part.id_ = j.id_;
                        commit""".formatted(from, seconds)).update();
        Duration rest = Duration.between(LocalDateTime.now(ZoneId.systemDefault()), from);
        if (rest.isNegative()) {
            System.out.println("The timers were written " + rest.negated() + " too late: some are overdue");
        }
        TimeUnit.MILLISECONDS.sleep(Math.max(0, rest.toMillis()));
    }

    /** Returns the timers that come due within the time. */
    int dueWithin(Duration time) {
        return installation
                .sql()
                .sql("select count(*) from act_ru_job where handler_type_ = 'timer-intermediate-transition'"
                        + " and duedate_ < :till")
                .param("till", LocalDateTime.now(ZoneId.systemDefault()).plus(time))
                .query(Integer.class)
                .single();
    }

    /** Changes so many copies, evenly over the time, and waits until its end; returns when each was changed. */
    Map<Long, Long> change(int number, Duration time, String status) throws InterruptedException {
        List<Long> orders = new ArrayList<>(installation
                .sql()
                .sql("select order_id from eseal where state = 'ORDERED' and order_status <> ? and id <> ?")
                .params(status, original)
                .query(Long.class)
                .list());
        Collections.shuffle(orders, new Random(1));
        Map<Long, Long> changed = new TreeMap<>();
        long began = System.nanoTime();
        for (int i = 0; i < number; i++) {
            sleepUntil(began + (long) ((i + 0.5) / number * time.toNanos()));
            installation.standIn().setStatus(orders.get(i), status);
            changed.put(orders.get(i), System.nanoTime());
        }
        sleepUntil(began + time.toNanos());
        return changed;
    }

    /** Changes so many orders, evenly over the time; returns the milliseconds until each process had moved, sorted. */
    double[] reactions(int number, Duration time, String status) throws Exception {
        Map<Long, Long> moved = new ConcurrentHashMap<>();
        Set<Long> before = Set.copyOf(having(status));
        Thread watch = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                long now = System.nanoTime();
                having(status).forEach(id -> moved.putIfAbsent(id, now));
                try {
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        watch.setDaemon(true);
        watch.start();
        Map<Long, Long> changed = new HashMap<>(change(number, time, status));
        changed.keySet().removeAll(before);
        await().atMost(LONGEST_STEP).until(() -> moved.keySet().containsAll(changed.keySet()));
        watch.interrupt();
        watch.join();
        return changed.entrySet().stream()
                .mapToDouble(one -> Math.max(0, moved.get(one.getKey()) - one.getValue()) / 1e6)
                .sorted()
                .toArray();
    }

    private List<Long> having(String status) {
        return installation
                .sql()
                .sql("select order_id from eseal where order_status = ?")
                .param(status)
                .query(Long.class)
                .list();
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
    }
}
