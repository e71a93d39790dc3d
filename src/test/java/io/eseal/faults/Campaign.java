package io.eseal.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders many seals on several nodes while each order meets a fault, and processes and the database fail around them.
 */
final class Campaign implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Campaign.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CampaignPlan plan;
    private final Cluster cluster;
    private final People people;
    private final Oracle oracle;
    private final CampaignFaults faults;
    private final NodePool nodes;
    private final FaultInjector injector;
    private final CampaignOperators operators;
    private final Instant started = Instant.now();

    /** Starts the nodes. */
    Campaign(CampaignPlan plan, NodeSettings settings) {
        this.plan = plan;
        this.cluster = Cluster.of(plan.size().nodes(), settings);
        this.people = new People(cluster);
        this.oracle = new Oracle(cluster.postgres(), cluster.certCentral(), people::accepted, people::completed);
        this.faults = new CampaignFaults(plan);
        this.nodes = new NodePool(cluster, faults, plan.size().nodes());
        this.injector = new FaultInjector(cluster, this::approve, faults, nodes);
        this.operators = new CampaignOperators(cluster, people);
        cluster.faults().plan(faults);
    }

    /**
     * Nodes of a campaign: their lock runs out before a call does, so that the engine itself repeats jobs. What
     * CertCentral told of the account they keep as long as nodes in production do.
     */
    static NodeSettings settings() {
        return NodeSettings.standard()
                .lockShorterThanCall(CampaignPlan.LOCK, CampaignPlan.CALL_TIMEOUT)
                .with("eseal.request.account-answers-kept", "PT5M")
                .with("eseal.payment.balance-kept", "PT2M")
                .with("certcentral.limits.longest-pause", "PT2S");
    }

    /** Orders everything; returns when each request has been approved, whatever became of it. */
    void order() {
        AtomicInteger next = new AtomicInteger();
        ExecutorService drivers = Executors.newFixedThreadPool(plan.size().concurrency());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < plan.size().concurrency(); i++) {
                all.add(drivers.submit(() -> {
                    for (int number = next.getAndIncrement();
                            number < plan.requests().size();
                            number = next.getAndIncrement()) {
                        order(plan.requests().get(number));
                    }
                }));
            }
            for (Future<?> driver : all) {
                driver.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a request could not be driven", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            drivers.shutdownNow();
        }
    }

    private void order(RequestPlan request) {
        String id = people.request(People.seal());
        faults.assign(id, request);
        untilState(id, state -> !state.equals("REQUESTED"), () -> {});
        request.moment().ifPresentOrElse(moment -> injector.inject(moment, request, id), () -> approve(id));
        if (request.number() % 50 == 49) {
            log.warn(
                    "{} of {} requests, {} kills, {} orders at CertCentral, {} s",
                    request.number() + 1,
                    plan.size().orders(),
                    nodes.kills().size(),
                    cluster.certCentral().orders().size(),
                    Duration.between(started, Instant.now()).toSeconds());
        }
    }

    /** Gives all approvals: a node orders next. */
    private void approve(String id) {
        untilState(id, state -> !state.equals("APPROVAL"), () -> people.work(id));
    }

    private void untilState(String id, Predicate<String> there, Runnable work) {
        try {
            await().dontCatchUncaughtExceptions()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(PATIENCE)
                    .until(() -> isThere(id, there, work));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(id + " does not move: " + people.detail(id), e);
        }
    }

    private boolean isThere(String id, Predicate<String> there, Runnable work) {
        try {
            if (there.test(people.state(id))) {
                return true;
            }
            work.run();
        } catch (AssertionError e) {
            // Several nodes may be starting at a time, on a slow machine.
            log.warn("{}: {}", id, e.getMessage().lines().findFirst().orElse(""));
        }
        return false;
    }

    /** The faults end, people do what is left to do; returns what is then true, at the latest after that time. */
    Oracle.Report settle(Duration atMost) {
        long patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (faults.hit().size() < plan.hit() && System.nanoTime() < patience) {
            passTime();
            oracle.settled(Duration.ofSeconds(1));
        }
        // What hides orders stays: only time shows them.
        faults.end();
        cluster.thaw();
        nodes.awaitAll();
        long deadline = System.nanoTime() + atMost.toNanos();
        Oracle.Report report;
        do {
            operators.retryIncidents();
            passTime();
            report = oracle.settled(Duration.ofSeconds(2));
        } while (System.nanoTime() < deadline && !report.lines().stream().allMatch(Campaign::isSettled));
        return report;
    }

    /** Ordered once, or beyond hope: a second order is given time to be found and canceled. */
    private static boolean isSettled(Oracle.Line line) {
        return line.orderedOnce()
                || line.wrong().stream().anyMatch(wrong -> wrong == Oracle.Wrong.LOST || wrong == Oracle.Wrong.STUCK);
    }

    /** Returns the oracle's report of this moment. */
    Oracle.Report look() {
        return oracle.check(people.accepted());
    }

    CampaignReport report(Oracle.Report truth) {
        return CampaignReport.of(
                plan, truth, faults, nodes, injector, operators, cluster, Duration.between(started, Instant.now()));
    }

    /** The timelines of the requests that were not ordered once. */
    String stories(Oracle.Report truth) {
        return truth.lines().stream()
                .filter(line -> !line.orderedOnce())
                .map(line -> "\n" + line
                        + cluster.postgres()
                                .sql()
                                .sql("select at, actor, event, detail from timeline where eseal_id = :id order by seq")
                                .param("id", line.id())
                                .query((row, n) -> "\n  " + row.getString(1) + " " + row.getString(2) + " "
                                        + row.getString(3) + ": " + row.getString(4))
                                .list())
                .collect(Collectors.joining());
    }

    String logs() {
        return cluster.logs();
    }

    /** Makes jobs due that wait for their next try: a campaign does not wait as long as production does. */
    private void passTime() {
        cluster.postgres().sql().sql("""
                update act_ru_job set duedate_ = now() at time zone 'UTC' - interval '1 minute'
                where exception_msg_ is not null and retries_ > 0 and lock_owner_ is null""").update();
    }

    @Override
    public void close() {
        operators.close();
        nodes.close();
        cluster.close();
    }
}
