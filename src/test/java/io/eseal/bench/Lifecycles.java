package io.eseal.bench;

import static org.awaitility.Awaitility.await;

import io.eseal.fixtures.ManyKeys;
import io.eseal.fixtures.OrderBodies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Drives requests with a CSR over two approvals and issuance to {@code IN_SERVICE}. Reads in the database, by a role
 * that is not counted, what is to do next: the calls of the people who would look for it are not part of a lifecycle.
 */
final class Lifecycles {

    private static final int AT_A_TIME = 8;
    private static final int UNDER_WAY = 40;
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Installation installation;
    private final Set<String> posted = ConcurrentHashMap.newKeySet();
    private final Set<String> approved = new HashSet<>();
    private final Set<Long> issued = new HashSet<>();
    private final List<Future<?>> work = new ArrayList<>();

    Lifecycles(Installation installation) {
        this.installation = installation;
    }

    /**
     * What one lifecycle took.
     *
     * @param aSecond lifecycles a second, until nine of ten were in service
     */
    record Cost(
            double aSecond, double nodeMillis, double databaseMillis, Footprint footprint, double calls, int count) {}

    /** Runs so many lifecycles, eight people at work at a time. */
    Cost run(int lifecycles) throws Exception {
        Footprint.forget(installation);
        int calls = installation.standIn().calls();
        Duration nodes = installation.cpuOfNodes();
        Duration database = installation.cpuOfDatabase();
        long began = System.nanoTime();
        double aSecond = 0;
        ExecutorService people = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            int asked = 0;
            int done = 0;
            while (done < lifecycles) {
                for (; asked < lifecycles && asked - done < UNDER_WAY; asked++) {
                    work.add(people.submit(() -> ask()));
                }
                openTasks().forEach(task -> work.add(people.submit(() -> approve(task))));
                waitingOrders().forEach(order -> installation.standIn().setStatus(order, "issued"));
                done = inService();
                double seconds = (System.nanoTime() - began) / 1e9;
                if (aSecond == 0 && done >= lifecycles * 0.9) {
                    aSecond = done / seconds;
                }
                failIfAnyFailed();
                if (seconds > LONGEST.toSeconds()) {
                    throw new IllegalStateException(
                            done + " of " + lifecycles + " in service after " + LONGEST + ": " + installation.state());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } finally {
            people.shutdownNow();
        }
        return new Cost(
                aSecond,
                millis(installation.cpuOfNodes().minus(nodes)) / lifecycles,
                millis(installation.cpuOfDatabase().minus(database)) / lifecycles,
                Footprint.of(installation).each(lifecycles),
                (installation.standIn().calls() - calls) / (double) lifecycles,
                lifecycles);
    }

    private String ask() {
        String body = OrderBodies.withCsr(ManyKeys.next()).toString();
        String id = installation
                .post("requester", "/api/eseals", body)
                .json()
                .get("id")
                .asText();
        posted.add(id);
        return id;
    }

    /** Runs one request until its order waits for news; returns its id. */
    String waitingForNews() {
        String id = ask();
        await().alias(id + " waits for news")
                .atMost(LONGEST)
                .pollInterval(PAUSE)
                .until(() -> {
                    openTasks().forEach(this::approve);
                    return installation
                                    .sql()
                                    .sql("select count(*) from act_ru_event_subscr s join act_ru_execution e on"
                                            + " e.id_ = s.proc_inst_id_ where e.business_key_ = ?"
                                            + " and s.event_name_ = 'order-status-changed'")
                                    .param(id)
                                    .query(Integer.class)
                                    .single()
                            > 0;
                });
        return id;
    }

    private record Task(String id, String group) {}

    private List<Task> openTasks() {
        return installation
                .sql()
                .sql("select t.id_, l.group_id_ from act_ru_task t join act_ru_identitylink l on l.task_id_ = t.id_"
                        + " where t.task_def_key_ = 'user_approve_request' and l.group_id_ is not null")
                .query((row, n) -> new Task(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .filter(task -> approved.add(task.id()))
                .toList();
    }

    private void approve(Task task) {
        installation.post(
                task.group().replace("-approvers", ""),
                "/engine-rest/task/" + task.id() + "/complete",
                "{\"variables\":{\"decision\":{\"value\":\"approve\"}}}");
    }

    private List<Long> waitingOrders() {
        return installation
                .sql()
                .sql("select order_id from eseal where state = 'ORDERED'")
                .query(Long.class)
                .list()
                .stream()
                .filter(issued::add)
                .toList();
    }

    private int inService() {
        Set<String> there = new HashSet<>(installation
                .sql()
                .sql("select id from eseal where state = 'IN_SERVICE'")
                .query(String.class)
                .list());
        there.retainAll(posted);
        return there.size();
    }

    private void failIfAnyFailed() throws Exception {
        for (Future<?> part : work) {
            if (part.isDone()) {
                part.get();
            }
        }
        work.removeIf(Future::isDone);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
