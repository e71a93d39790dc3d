package io.eseal.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.EsealOrchestratorApplication;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.ProductionOnly;
import io.eseal.simulator.SimulatorServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Times what people ask for, over HTTP, eight calls at a time, at so many open approval tasks of one group and so many
 * requests: arguments are tasks, requests, seconds for each call (half as many before that do not count) and, optional,
 * a regular expression of the calls ({@code legal list}). Prints medians, 99th percentiles, statements and the
 * database's time for each call, as a table in Markdown; with {@code -Dstatements=10} also the ten statements that took
 * longest.
 */
public final class PeoplesQueries {

    static final int AT_A_TIME = 8;
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);
    /** Nobody waits longer for a page. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String AS_TASKLIST = "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}]}";

    private final String address;
    private final JdbcClient jdbc;

    PeoplesQueries(String address, DataSource database) {
        this.address = address;
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * What a call took.
     *
     * @param median median in milliseconds
     * @param high 99th percentile in milliseconds
     */
    record Measured(double median, double high, int calls, double statements, double databaseMillis) {}

    /** A call of one person. */
    record Call(String name, String person, String method, String path, String body, String accept) {}

    public static void main(String[] arguments) throws Exception {
        int tasks = Integer.parseInt(arguments[0]);
        int requests = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        var builder = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("fsync", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_buffers", "512MB");
        try (EmbeddedPostgres postgres = builder.start();
                SimulatorServer certCentral = SimulatorServer.start();
                ConfigurableApplicationContext service = start(postgres, certCentral)) {
            DataSource database = postgres.getPostgresDatabase();
            PeoplesQueries bench = new PeoplesQueries(
                    "http://localhost:" + service.getEnvironment().getProperty("local.server.port"), database);
            bench.jdbc.sql("create extension if not exists pg_stat_statements").update();
            String original = bench.request(OrderBodies.onToken());
            // A second one, of two groups.
            bench.request(OrderBodies.ownKey());
            long began = System.nanoTime();
            ManyRequests many = new ManyRequests(database);
            many.copy(original, tasks);
            many.register(original, requests - tasks);
            many.analyse();
            System.out.printf(
                    Locale.ROOT,
                    "%d tasks, %d requests in %d s%n",
                    tasks,
                    requests,
                    (System.nanoTime() - began) / 1_000_000_000);
            bench.complete();
            bench.measure(bench.calls(), seconds, arguments.length > 3 ? arguments[3] : "");
        }
        System.exit(0);
    }

    private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, SimulatorServer certCentral) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "postgres");
        settings.put("server.port", "0");
        settings.put("certcentral.base-url", certCentral.baseUrl());
        settings.put("certcentral.api-key", SimulatorServer.API_KEY);
        // Nothing but the people asks.
        settings.put("eseal.tracking.fallback-poll", "PT1H");
        settings.put("eseal.tracking.sweep-interval", "PT5M");
        settings.put("eseal.ledger-check.cron", "-");
        settings.put("eseal.approval.sweep-interval", "PT24H");
        settings.put("logging.level.root", "WARN");
        settings.put("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(EsealOrchestratorApplication.class)
                .profiles("demo")
                .initializers(
                        context -> context.getBeanFactory().registerSingleton("productionOnly", new ProductionOnly()))
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** Asks for a seal and waits until its approval waits. */
    String request(JsonNode body) throws Exception {
        String id = JSON.readTree(
                        send(new Call("", "requester", "POST", "/api/eseals", body.toString(), "application/json")))
                .get("id")
                .asText();
        await().alias("approval of " + id)
                .atMost(LONGEST_STEP)
                .until(() ->
                        jdbc.sql("select count(*) from act_ru_task t join act_ru_execution e on t.proc_inst_id_ = e.id_"
                                                + " where e.business_key_ = ?")
                                        .param(id)
                                        .query(Long.class)
                                        .single()
                                > 0);
        return id;
    }

    /** Completes one copied task as a person would: the copies are whole. */
    void complete() throws Exception {
        String[] copy = jdbc.sql("select t.id_, e.business_key_ from act_ru_task t join act_ru_execution e on"
                        + " t.proc_inst_id_ = e.id_ order by t.create_time_ limit 1")
                .query((row, n) -> new String[] {row.getString(1), row.getString(2)})
                .single();
        send(new Call(
                "",
                "legal",
                "POST",
                "/engine-rest/task/" + copy[0] + "/complete",
                "{\"variables\":{\"decision\":{\"value\":\"approve\"}}}",
                "application/json"));
        String state = await().alias("copy " + copy[1] + " goes on")
                .atMost(LONGEST_STEP)
                .until(
                        () -> jdbc.sql("select state from eseal where id = ?")
                                .param(copy[1])
                                .query(String.class)
                                .single(),
                        now -> !now.equals("APPROVAL"));
        System.out.println("The copy " + copy[1] + " went on: " + state);
    }

    List<Call> calls() throws Exception {
        List<Call> calls = new ArrayList<>();
        for (String person : List.of("legal", "security", "operator")) {
            calls.add(new Call("start page", person, "GET", "/", "", "text/html"));
            for (JsonNode filter : JSON.readTree(send(get("", person, "/engine-rest/filter?resourceType=Task")))) {
                String path = "/engine-rest/filter/" + filter.get("id").asText();
                String name = filter.get("name").asText();
                calls.add(new Call(
                        "list " + name,
                        person,
                        "POST",
                        path + "/list?firstResult=0&maxResults=15",
                        AS_TASKLIST,
                        "application/hal+json"));
                calls.add(new Call("count " + name, person, "POST", path + "/count", "{}", "application/json"));
            }
        }
        String order = String.valueOf(70000000 + 1234);
        for (Map.Entry<String, String> list : Map.of(
                        "all", "",
                        "state", "?state=APPROVAL",
                        "organisation", "?organization=3000017",
                        "state and organisation", "?state=IN_SERVICE&organization=3000017",
                        "q id",
                                "?q="
                                        + jdbc.sql("select max(id) from eseal")
                                                .query(String.class)
                                                .single()
                                                .substring(4),
                        "q organisation", "?q=isation%20123",
                        "q nobody", "?q=zzzzqqqq",
                        "q two letters", "?q=on",
                        "q order", "?q=" + order,
                        "deep page", "?page=2000&size=20")
                .entrySet()) {
            calls.add(get("/api/eseals " + list.getKey(), "operator", "/api/eseals" + list.getValue()));
        }
        String last = jdbc.sql(
                        "select id from eseal order by created_at desc, id offset 40000 rows fetch next 1 rows only")
                .query(String.class)
                .optional()
                .orElseGet(() -> jdbc.sql("select min(id) from eseal")
                        .query(String.class)
                        .single());
        calls.add(get("/api/eseals deep by key", "operator", "/api/eseals?after=" + last));
        calls.add(get("/api/eseals state deep by key", "operator", "/api/eseals?state=IN_SERVICE&after=" + last));
        calls.add(get("/api/eseals own", "requester", "/api/eseals"));
        calls.add(get("/api/eseals own q", "requester", "/api/eseals?q=isation%20123"));
        calls.add(get("start page", "requester", "/"));
        return calls;
    }

    private static Call get(String name, String person, String path) {
        return new Call(name, person, "GET", path, "", "application/json");
    }

    private void measure(List<Call> calls, int seconds, String only) throws Exception {
        System.out.println("| call | by | p50 ms | p99 ms | calls | statements | database ms |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Call call : calls) {
            if (!(call.person() + " " + call.name()).matches(".*(" + only + ").*")) {
                continue;
            }
            Measured measured = measure(call, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f | %d | %.1f | %.1f |%n",
                    call.name(),
                    call.person(),
                    measured.median(),
                    measured.high(),
                    measured.calls(),
                    measured.statements(),
                    measured.databaseMillis());
            if (System.getProperty("statements") != null) {
                jdbc.sql(
                                "select round(total_exec_time::numeric,1) || ' ms ' || calls || ' x ' || query from pg_stat_statements"
                                        + " where query not like '%pg_stat%' order by total_exec_time desc limit "
                                        + System.getProperty("statements"))
                        .query(String.class)
                        .list()
                        .forEach(line -> System.out.println("    " + line.replaceAll("\\s+", " ")));
            }
        }
    }

    /** Makes the call again and again for so long, eight at a time. */
    Measured measure(Call call, int seconds) throws Exception {
        // The compiler's time for code that has never run is nobody's waiting time of a day.
        times(call, Math.max(1, seconds / 2));
        jdbc.sql("select pg_stat_statements_reset()").query().listOfRows();
        long[] sorted = times(call, seconds).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        Map<String, Object> spent = jdbc.sql(
                        "select sum(calls) c, sum(total_exec_time) t from pg_stat_statements where query not like '%pg_stat%'")
                .query()
                .singleRow();
        return new Measured(
                sorted[sorted.length / 2] / 1e6,
                sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.99))] / 1e6,
                sorted.length,
                ((Number) spent.get("c")).doubleValue() / sorted.length,
                ((Number) spent.get("t")).doubleValue() / sorted.length);
    }

    private List<Long> times(Call call, int seconds) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        var pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                workers.add(() -> {
                    do {
                        long began = System.nanoTime();
                        send(call);
                        times.add(System.nanoTime() - began);
                    } while (System.nanoTime() < until);
                    return null;
                });
            }
            for (var done : pool.invokeAll(workers)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return times;
    }

    private String send(Call call) throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address + call.path()))
                        .timeout(LONGEST_CALL)
                        .method(
                                call.method(),
                                call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()))
                        .header("Accept", call.accept())
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString((call.person() + ":" + call.person())
                                                        .getBytes(StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(call + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
