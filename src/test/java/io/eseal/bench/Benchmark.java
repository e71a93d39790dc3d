package io.eseal.bench;

import io.eseal.bench.Report.Column;
import io.eseal.faults.Node;
import io.eseal.faults.NodeSettings;
import io.eseal.fixtures.OrderBodies;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Measures this service and, by turns in the same run, the same process as a typical team would run it, and writes one
 * table to {@code target/bench}. The settings {@code bench.scale} ({@code small}, {@code full}) and {@code bench.only}
 * (a regular expression of the parts) say how much, {@code bench.warm} how many lifecycles come first that do not
 * count; {@code bench.jvm} holds arguments of the nodes' JVM, such as {@code -XX:TieredStopAtLevel=4} for the second
 * compiler.
 */
public final class Benchmark {

    private static final Path FOLDER = Path.of("target", "bench");
    /** So short that it does not limit the lifecycles a second; with it, a timer reads each order about once. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** The intervals of production, which the settings shorten. */
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private static final Duration FALLBACK = Duration.ofHours(6);
    /** How often a typical team would have each order read. */
    private static final Duration POLL = Duration.ofMinutes(15);

    private static final int FASTER = 60;
    private static final int JOBS_ELSEWHERE = 9;
    /** Longest pause between two jobs that another node makes. */
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Lifecycles of each side that are run before any is counted; compilers need some hundreds. */
    private static final int WARM = Integer.getInteger("bench.warm", 10);

    private static final String SECRET = "the-secret-of-the-webhook-in-the-benchmark";
    private static final Pattern PEOPLE = Pattern.compile(
            "legal: (start page|list .*)|operator: /api/eseals (all|q organisation|deep page)|requester: /api/eseals own");

    private final Map<Side, List<Installation.Started>> starts = new EnumMap<>(Side.class);
    private final Report report = new Report();
    private final Scale scale;
    private final Pattern only;

    Benchmark(String scale, String only) {
        this.scale = Scale.named(scale);
        this.only = Pattern.compile(only);
        report.about("date", LocalDate.now(ZoneOffset.UTC).toString());
        report.about("scale", scale + (only.equals(".*") ? "" : ", of it " + only));
        report.about("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    }

    private interface Part {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        new Benchmark(System.getProperty("bench.scale", "small"), System.getProperty("bench.only", ".*")).run();
        System.exit(0);
    }

    Report run() {
        part("lifecycles", this::lifecycles);
        part("waiting-service", () -> waiting(Side.SERVICE));
        part("waiting-stock", () -> waiting(Side.STOCK));
        part("changes", this::changes);
        part("people", this::people);
        part("jobs", this::jobs);
        part("starts", this::starts);
        return report;
    }

    private void part(String name, Part part) {
        if (only.matcher(name).matches()) {
            long began = System.nanoTime();
            try {
                part.run();
            } catch (Exception | AssertionError e) {
                report.notMeasured("the rest of the part " + name, e.toString());
                e.printStackTrace();
            }
            report.write(FOLDER);
            System.out.printf("%n== %s, %d s%n", name, (System.nanoTime() - began) / 1_000_000_000);
            System.out.println(report.markdown());
        }
    }

    private void lifecycles() throws Exception {
        try (Installation service = new Installation(Side.SERVICE);
                Installation stock = new Installation(Side.STOCK)) {
            List<Installation> both = List.of(service, stock);
            for (Installation one : both) {
                start(one, one.side().settings(SHORT));
                // The first ones fill caches and are not counted.
                new Lifecycles(one).run(WARM);
            }
            List<List<Lifecycles.Cost>> costs = List.of(new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < scale.rounds(); round++) {
                for (int side = 0; side < 2; side++) {
                    costs.get(side).add(new Lifecycles(both.get(side)).run(scale.lifecycles()));
                }
            }
            cost(Column.SERVICE, costs.get(0));
            cost(Column.STOCK, costs.get(1));
            nodes(both);
            int commits = (int) Math.round(costs.get(0).get(0).footprint().transactions());
            PlainLoop loop = new PlainLoop(service, commits);
            loop.run(scale.lifecycles());
            PlainLoop.Cost bound = loop.run(scale.lifecycles());
            report.add("lifecycles a second, 8 people at a time", "1/s", Column.LOWER_BOUND, bound.aSecond());
            report.add("CPU of the node for a lifecycle", "ms", Column.LOWER_BOUND, bound.loopMillis());
            report.add("CPU of PostgreSQL for a lifecycle", "ms", Column.LOWER_BOUND, bound.databaseMillis());
            report.add("rows written for a lifecycle", "rows", Column.LOWER_BOUND, commits);
            report.add("statements of a lifecycle", "statements", Column.LOWER_BOUND, commits);
            report.add("transactions of a lifecycle", "transactions", Column.LOWER_BOUND, commits);
            report.add(
                    "calls of a lifecycle, the sweep's share among them", "calls", Column.LOWER_BOUND, bound.calls());
        }
    }

    /** More nodes beside the first ones. */
    private void nodes(List<Installation> both) throws Exception {
        for (int number = 2; number <= scale.nodes(); number++) {
            for (Installation one : both) {
                start(one, one.side().settings(SHORT));
                report.add(
                        "lifecycles a second, " + number + " nodes on the same processors",
                        "1/s",
                        column(one),
                        new Lifecycles(one).run(scale.lifecycles()).aSecond());
            }
        }
    }

    /** Calls of an hour while so many orders wait, of which a hundredth changes; and what that takes of memory. */
    private void waiting(Side side) throws Exception {
        try (Installation one = new Installation(side)) {
            boolean service = side == Side.SERVICE;
            start(one, service ? hourInAMinute() : side.settings(POLL));
            WaitingOrders orders = WaitingOrders.on(one);
            Node node = one.nodes().get(0);
            for (int number : scale.waiting()) {
                long began = System.nanoTime();
                orders.growTo(number);
                System.out.printf("%s %d: copied in %d s%n", side, number, (System.nanoTime() - began) / 1_000_000_000);
                orders.prove();
                orders.spread(service ? afterLong(number) : "u * " + POLL.toSeconds());
                // An hour of the service passes in a minute, one of stock as on the wall.
                double hours = scale.window().toSeconds() / 3600.0 * (service ? FASTER : 1);
                int due = orders.dueWithin(scale.window());
                Footprint.forget(one);
                Duration cpu = one.cpuOfNodes();
                Duration database = one.cpuOfDatabase();
                int before = one.standIn().calls();
                orders.change((int) Math.round(number * 0.01 * hours), scale.window(), WaitingOrders.CHANGED);
                int calls = one.standIn().calls() - before;
                double cpuMillis = one.cpuOfNodes().minus(cpu).toMillis();
                double databaseMillis = one.cpuOfDatabase().minus(database).toMillis();
                double statements = Footprint.of(one).statements();
                String with = String.format(Locale.ROOT, "%,d orders waiting", number);
                report.add("calls an hour, " + with + ", 1 % an hour changing", "calls", column(one), calls / hours);
                report.add("timers due an hour, " + with, "timers", column(one), due / hours);
                report.add("statements in the window, " + with, "statements", column(one), statements);
                report.add("CPU of the node in the window, " + with, "ms", column(one), cpuMillis);
                report.add("CPU of PostgreSQL in the window, " + with, "ms", column(one), databaseMillis);
                report.add("live heap of a node, " + with, "MB", column(one), Processes.liveHeapMegabytes(node.pid()));
                report.add(
                        "resident memory of a node, " + with,
                        "MB",
                        column(one),
                        Processes.residentMegabytes(node.pid()));
                System.out.println(side + " " + number + ": " + calls + " calls, " + due + " due, in " + hours + " h");
            }
        }
    }

    /** The service's own intervals, each shorter by the same factor, and the key's quota as much larger. */
    private static NodeSettings hourInAMinute() {
        return Side.SERVICE
                .settings(SWEEP.dividedBy(FASTER))
                .with("eseal.tracking.fallback-poll", FALLBACK.dividedBy(FASTER).toString())
                .with("certcentral.limits.calls-per-short-window", String.valueOf(80 * FASTER))
                .with("certcentral.limits.calls-per-long-window", String.valueOf(800 * FASTER));
    }

    /**
     * Returns when timers of the safety net are due after a long time, in seconds: intervals are spread evenly over the
     * last half of the longest one, and of an interval that is under way the rest is left.
     */
    private static String afterLong(int waiting) {
        double longest = Math.max((double) FALLBACK.toSeconds(), waiting / (0.1 * 0.3 * 800 / 180)) / FASTER;
        return String.format(
                Locale.ROOT, "%1$f * case when u < 2 / 3.0 then 0.75 * u else 1 - sqrt(0.75 * (1 - u)) end", longest);
    }

    /** From a change at CertCentral to the process that has moved, at the same interval of sweep and timers. */
    private void changes() throws Exception {
        for (Side side : Side.values()) {
            try (Installation one = new Installation(side)) {
                boolean service = side == Side.SERVICE;
                NodeSettings settings = side.settings(scale.interval());
                start(one, service ? settings.with("certcentral.webhook.secret", SECRET) : settings);
                WaitingOrders orders = WaitingOrders.on(one);
                orders.growTo(Math.max(scale.changes() * 3, 1_000));
                orders.spread(
                        service ? "3600 + 3600 * u" : "u * " + scale.interval().toSeconds());
                String every = " at an interval of " + scale.interval().toSeconds() + " s";
                reaction(
                        column(one), every, orders.reactions(scale.changes(), scale.interval(), WaitingOrders.CHANGED));
                if (service) {
                    one.standIn().setWebhook(one.address() + "/api/webhooks/certcentral", SECRET);
                    reaction(
                            Column.SERVICE,
                            " with the webhook",
                            orders.reactions(scale.changes(), scale.interval(), WaitingOrders.ISSUED));
                }
            }
        }
    }

    private void reaction(Column column, String how, double[] millis) {
        report.add("change to moved" + how + ", p50", "s", column, millis[millis.length / 2] / 1000);
        report.add("change to moved" + how + ", p99", "s", column, millis[(int) (millis.length * 0.99)] / 1000);
    }

    /** Pages and lists at so many open tasks of one group. */
    private void people() throws Exception {
        for (Side side : Side.values()) {
            try (Installation one = new Installation(side)) {
                start(one, side.settings(Duration.ofMinutes(5)));
                PeoplesQueries queries =
                        new PeoplesQueries(one.address(), one.postgres().dataSource());
                String original = queries.request(OrderBodies.onToken());
                queries.request(OrderBodies.ownKey());
                ManyRequests many = new ManyRequests(one.postgres().dataSource());
                int copies = 0;
                Set<String> given = new HashSet<>();
                for (int tasks : scale.tasks()) {
                    many.copy(original, copies + 1, tasks);
                    if (copies == 0) {
                        many.register(original, scale.tasks().get(scale.tasks().size() - 1));
                    }
                    many.analyse();
                    if (copies == 0) {
                        queries.complete();
                    }
                    copies = tasks;
                    for (PeoplesQueries.Call call : queries.calls()) {
                        String name = call.person() + ": " + call.name();
                        if (PEOPLE.matcher(name).matches() && !given.contains(name)) {
                            people(one, queries, call, name, tasks, given);
                        }
                    }
                }
            }
        }
    }

    private void people(
            Installation one,
            PeoplesQueries queries,
            PeoplesQueries.Call call,
            String name,
            int tasks,
            Set<String> given)
            throws Exception {
        String figure = String.format(Locale.ROOT, "%s at %,d tasks", name, tasks);
        try {
            PeoplesQueries.Measured measured = queries.measure(call, scale.seconds());
            report.add(figure + ", p50", "ms", column(one), measured.median());
            report.add(figure + ", p99", "ms", column(one), measured.high());
        } catch (HttpTimeoutException | ExecutionException e) {
            if (!(e instanceof HttpTimeoutException) && !(e.getCause() instanceof HttpTimeoutException)) {
                throw e;
            }
            given.add(name);
            report.notMeasured(
                    figure + " and more, " + column(one).title(),
                    "no answer within " + PeoplesQueries.LONGEST_CALL.toSeconds() + " s");
            // The database would go on without anybody who waits for it.
            one.sql()
                    .sql("select count(pg_cancel_backend(pid)) from pg_stat_activity where usename = 'eseal'"
                            + " and state = 'active'")
                    .query(Long.class)
                    .single();
        }
    }

    /** One look of a node for the jobs that are due. */
    private void jobs() throws Exception {
        for (int timers : scale.timers()) {
            DueJobs.Compared times = DueJobs.compare(timers);
            String figure = String.format(Locale.ROOT, "look for due jobs at %,d timers, median", timers);
            report.add(figure, "ms", Column.SERVICE, times.withIndex().median());
            report.add(figure, "ms", Column.STOCK, times.engines().median());
        }
        try (JobsElsewhere service = JobsElsewhere.service();
                JobsElsewhere stock = JobsElsewhere.stock()) {
            double[][] took = new double[2][JOBS_ELSEWHERE];
            for (int i = 0; i < JOBS_ELSEWHERE; i++) {
                // Nodes that find nothing wait the longer.
                TimeUnit.MILLISECONDS.sleep(IDLE.toMillis() * (i + 1) / JOBS_ELSEWHERE);
                took[0][i] = service.millis();
                took[1][i] = stock.millis();
            }
            longest(Column.SERVICE, took[0]);
            longest(Column.STOCK, took[1]);
        }
    }

    private void longest(Column column, double[] millis) {
        Arrays.sort(millis);
        report.add("job of another node until it runs, median", "s", column, millis[millis.length / 2] / 1000);
        report.add("job of another node until it runs, longest", "s", column, millis[millis.length - 1] / 1000);
    }

    /** The first start on an empty database is left out: it makes the tables. */
    private void starts() throws Exception {
        try (Installation service = new Installation(Side.SERVICE);
                Installation stock = new Installation(Side.STOCK)) {
            List<Installation> both = List.of(service, stock);
            for (Installation one : both) {
                one.start(one.side().settings(SHORT));
                one.stop();
            }
            for (int round = 0; round < scale.rounds(); round++) {
                for (Installation one : both) {
                    starts.computeIfAbsent(one.side(), side -> new ArrayList<>())
                            .add(one.start(one.side().settings(SHORT)));
                    one.stop();
                }
            }
        }
        starts.forEach((side, all) -> {
            Column column = side == Side.SERVICE ? Column.SERVICE : Column.STOCK;
            report.add(
                    "start until ready", "s", column, mean(all, it -> it.took().toMillis() / 1000.0));
            report.add(
                    "CPU of a start until ready",
                    "s",
                    column,
                    mean(all, it -> it.cpu().toMillis() / 1000.0));
            report.add("resident memory when ready", "MB", column, mean(all, Installation.Started::megabytes));
        });
    }

    private static void start(Installation one, NodeSettings settings) {
        System.out.println(one.side() + " started: " + one.start(settings));
    }

    private static Column column(Installation one) {
        return one.side() == Side.SERVICE ? Column.SERVICE : Column.STOCK;
    }

    private void cost(Column column, List<Lifecycles.Cost> rounds) {
        report.add("lifecycles a second, 8 people at a time", "1/s", column, mean(rounds, Lifecycles.Cost::aSecond));
        report.add("CPU of the node for a lifecycle", "ms", column, mean(rounds, Lifecycles.Cost::nodeMillis));
        report.add("CPU of PostgreSQL for a lifecycle", "ms", column, mean(rounds, Lifecycles.Cost::databaseMillis));
        report.add(
                "rows written for a lifecycle",
                "rows",
                column,
                mean(rounds, cost -> cost.footprint().rows()));
        report.add(
                "statements of a lifecycle",
                "statements",
                column,
                mean(rounds, cost -> cost.footprint().statements()));
        report.add(
                "transactions of a lifecycle",
                "transactions",
                column,
                mean(rounds, cost -> cost.footprint().transactions()));
        report.add(
                "calls of a lifecycle, the sweep's share among them",
                "calls",
                column,
                mean(rounds, Lifecycles.Cost::calls));
    }

    private static <T> double mean(List<T> rounds, ToDoubleFunction<T> figure) {
        return rounds.stream().mapToDouble(figure).average().orElseThrow();
    }
}
