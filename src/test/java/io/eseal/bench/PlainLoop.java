package io.eseal.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eseal.fixtures.ManyKeys;
import io.eseal.fixtures.OrderBodies;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The lower bound of a lifecycle: the calls to CertCentral that it needs, and as many commits as the service makes, in
 * a plain loop of this JVM without process engine, checks, people or web server. Each commit inserts one row.
 */
final class PlainLoop {

    private static final int AT_A_TIME = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WRITE = "insert into plain_step (step, content) values (?, ?)";

    private final Installation installation;
    private final int commits;

    PlainLoop(Installation installation, int commits) {
        this.installation = installation;
        this.commits = commits;
    }

    /** What one round took. */
    record Cost(double aSecond, double loopMillis, double databaseMillis, double calls) {}

    Cost run(int lifecycles) throws Exception {
        installation
                .sql()
                .sql("create table if not exists plain_step (id bigserial primary key, step int, content text)")
                .update();
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(installation.postgres().dataSource());
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(AT_A_TIME);
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try (HikariDataSource database = new HikariDataSource(pool)) {
            Duration databaseCpu = installation.cpuOfDatabase();
            int calls = installation.standIn().calls();
            long cpu = cpu();
            long began = System.nanoTime();
            List<Callable<Void>> rounds = new ArrayList<>();
            for (int i = 0; i < lifecycles; i++) {
                rounds.add(() -> round(database));
            }
            for (Future<Void> round : threads.invokeAll(rounds)) {
                round.get();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Cost(
                    lifecycles / seconds,
                    (cpu() - cpu) / 1e6 / lifecycles,
                    installation.cpuOfDatabase().minus(databaseCpu).toNanos() / 1e6 / lifecycles,
                    (installation.standIn().calls() - calls) / (double) lifecycles);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void round(HikariDataSource database) throws Exception {
        StandIn certCentral = installation.standIn();
        ObjectNode body = OrderBodies.ownKey();
        body.withObject("/certificate").put("csr", ManyKeys.next());
        commit(database, 0, commits / 3);
        JsonNode placed = JSON.readTree(certCentral.call("POST", "/order/certificate/eu_eseal", body.toString()));
        long order = placed.get("id").asLong();
        commit(database, commits / 3, 2 * commits / 3);
        certCentral.setStatus(order, "issued");
        JsonNode read = JSON.readTree(certCentral.call("GET", "/order/certificate/" + order, ""));
        certCentral.call("GET", "/certificate/" + read.at("/certificate/id").asLong() + "/download/format/pem_all", "");
        commit(database, 2 * commits / 3, commits);
        return null;
    }

    private static void commit(HikariDataSource database, int from, int to) throws Exception {
        for (int step = from; step < to; step++) {
            try (Connection connection = database.getConnection();
                    PreparedStatement write = connection.prepareStatement(WRITE)) {
                write.setInt(1, step);
                write.setString(2, "a row of some forty characters, no longer");
                write.executeUpdate();
                connection.commit();
            }
        }
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
