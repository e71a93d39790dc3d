package io.eseal.faults;

import io.eseal.faults.Oracle.Wrong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the results of a campaign, as one table. */
record CampaignReport(CampaignPlan plan, Oracle.Report truth, String table) {

    private static final Path FILE = Path.of("target", "chaos", "report.txt");

    static CampaignReport of(
            CampaignPlan plan,
            Oracle.Report truth,
            CampaignFaults faults,
            NodePool nodes,
            FaultInjector injector,
            CampaignOperators operators,
            Cluster cluster,
            Duration took) {
        JdbcClient sql = cluster.postgres().sql();
        CampaignSize size = plan.size();
        Table table = new Table();
        table.row("seed", size.seed());
        table.row(
                "size",
                "%d requests, %d nodes, %d requests at a time, %d processors"
                        .formatted(
                                size.orders(),
                                size.nodes(),
                                size.concurrency(),
                                Runtime.getRuntime().availableProcessors()));
        table.row("wall-clock", "%d min %02d s".formatted(took.toMinutes(), took.toSecondsPart()));
        table.rule();
        table.row("orders requested", truth.lines().size());
        table.row("of which the order call met a fault", faults.hit().size());
        table.row("order calls sent", cluster.faults().orders().size());
        table.row("orders at CertCentral", cluster.certCentral().orders().size());
        table.row(
                "orders known here",
                truth.lines().stream()
                        .filter(line -> line.inRegister().isPresent())
                        .count());
        table.row("DUPLICATES", wrong(truth, Wrong.DUPLICATE));
        table.row(
                "second orders canceled while pending, and told",
                truth.lines().stream().mapToInt(line -> line.surplus().size()).sum());
        table.row("LOST", wrong(truth, Wrong.LOST));
        table.row("stuck", wrong(truth, Wrong.STUCK));
        table.row(
                "ledger and CertCentral differ",
                wrong(truth, Wrong.NOT_KNOWN_HERE)
                        + wrong(truth, Wrong.NOT_KNOWN_THERE)
                        + wrong(truth, Wrong.OF_NO_REQUEST));
        table.rule();
        long reordered = sql.sql(
                        "select count(distinct eseal_id) from ledger where operation = 'ORDER' and generation > 1")
                .query(Long.class)
                .single();
        long byItself = sql.sql("select count(distinct eseal_id) from ledger where operation = 'ORDER' and absent")
                .query(Long.class)
                .single();
        table.row("ordered again", "%d (%d of them by the service itself)".formatted(reordered, byItself));
        int inDoubt = operators.inDoubt().size();
        table.row(
                "waited for a person: order in doubt",
                "%d (%.1f %%)".formatted(inDoubt, inDoubt * 100.0 / size.orders()));
        operators.why().forEach((why, count) -> table.row("  " + why, count));
        table.row("waited for a person: incident", operators.incidents().size());
        table.rule();
        long chosen = nodes.kills().stream()
                .filter(kill -> kill.moment().killsAtAChosenMoment())
                .count();
        table.row(
                "nodes killed (SIGKILL)",
                "%d (%d at chosen moments)".formatted(nodes.kills().size(), chosen));
        table.row("nodes frozen past their lock (SIGSTOP)", injector.count(FaultMoment::freezes));
        table.row("database crashed and recovered", injector.count(FaultMoment.CRASH_DATABASE::equals));
        table.row("all database connections cut", injector.count(FaultMoment.CUT_CONNECTIONS::equals));
        table.row("database read-only", injector.count(FaultMoment.READ_ONLY::equals));
        table.row("single writes failed", injector.count(FaultMoment::failsAWrite));
        table.row(
                "CertCentral's port closed, connections reset",
                injector.count(
                        moment -> moment == FaultMoment.NOBODY_LISTENS || moment == FaultMoment.RESET_CONNECTIONS));
        table.row("moments that never came", injector.missed());
        table.rule();
        table.row("kill to next node ready", spread(nodes.starts()));
        table.row("kill to order known here [1]", spread(recoveries(nodes.kills(), sql)));
        table.rule();
        table.row("faults met", "order calls / other calls");
        faults.met().forEach((kind, met) -> table.row("  " + kind, "%d / %d".formatted(met.orders(), met.reads())));
        table.row(
                "  all",
                "%d / %d"
                        .formatted(
                                faults.met().values().stream()
                                        .mapToInt(CampaignFaults.Met::orders)
                                        .sum(),
                                faults.met().values().stream()
                                        .mapToInt(CampaignFaults.Met::reads)
                                        .sum()));
        return new CampaignReport(plan, truth, table + """
                [1] for each request that the killed node was ordering: from the kill until the register knows its order; looking
                    it up and a person's decision included
                replay: %s
                """.formatted(size.command()));
    }

    long duplicates() {
        return wrong(truth, Wrong.DUPLICATE);
    }

    /** Writes the table where builds keep it. */
    void write() {
        write(FILE.getFileName().toString());
    }

    void write(String name) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE.resolveSibling(name), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long wrong(Oracle.Report truth, Wrong wrong) {
        return truth.wrong().getOrDefault(wrong, 0L);
    }

    private static List<Duration> recoveries(List<NodePool.Kill> kills, JdbcClient sql) {
        List<Duration> all = new ArrayList<>();
        for (NodePool.Kill kill : kills) {
            for (String id : kill.underWay()) {
                sql.sql("select min(at) from timeline where eseal_id = :id and event = 'ordered' and at > :kill")
                        .param("id", id)
                        .param("kill", Timestamp.from(kill.at()))
                        .query(Timestamp.class)
                        .optional()
                        .map(Timestamp::toInstant)
                        .ifPresent(at -> all.add(Duration.between(kill.at(), at)));
            }
        }
        return all;
    }

    private static String spread(List<Duration> times) {
        if (times.isEmpty()) {
            return "none";
        }
        List<Duration> sorted = times.stream().sorted().toList();
        return "median %.1f s, p95 %.1f s, max %.1f s (%d)"
                .formatted(seconds(sorted, 50), seconds(sorted, 95), seconds(sorted, 100), sorted.size());
    }

    private static double seconds(List<Duration> sorted, int percent) {
        int rank = Math.max(1, (int) Math.ceil(sorted.size() * percent / 100.0));
        return sorted.get(rank - 1).toMillis() / 1000.0;
    }

    @Override
    public String toString() {
        return table;
    }

    private static final class Table {

        private final List<String[]> rows = new ArrayList<>();

        void row(String what, Object figure) {
            rows.add(new String[] {what, String.valueOf(figure)});
        }

        void rule() {
            rows.add(new String[0]);
        }

        @Override
        public String toString() {
            int wide = rows.stream()
                    .filter(row -> row.length > 0)
                    .mapToInt(row -> row[0].length())
                    .max()
                    .orElse(1);
            return rows.stream()
                    .map(row -> row.length == 0
                            ? "-".repeat(wide + 30)
                            : String.format(Locale.ROOT, "%-" + wide + "s  %s", row[0], row[1]))
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
