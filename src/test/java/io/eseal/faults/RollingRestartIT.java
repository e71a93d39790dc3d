package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts one node after the other while people and machines work through a load balancer: none of their calls fails,
 * nobody has to sign in again, and each request has one order.
 */
class RollingRestartIT {

    private static final Logger log = LoggerFactory.getLogger(RollingRestartIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PROBE = Duration.ofMillis(250);
    private static final Duration NOTICE = Duration.ofSeconds(2);

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger ordered = new AtomicInteger();
    private volatile boolean over;

    @Test
    void nobody_notices_that_one_node_after_the_other_is_restarted() throws Exception {
        ExecutorService users = Executors.newCachedThreadPool();
        try (Cluster cluster =
                        Cluster.of(2, NodeSettings.standard().with("eseal.cluster.stop-notice", NOTICE.toString()));
                Balancer balancer = new Balancer(cluster)) {
            Person requester = new Person(balancer, "requester", true);
            Person operator = new Person(balancer, "operator", true);
            requester.signIn();
            operator.signIn();
            List<Future<?>> work = Stream.of(requester, new Person(balancer, "requester", false))
                    .<Future<?>>map(person -> users.submit(() -> lifecycles(person, balancer)))
                    .toList();
            Future<?> reads = users.submit(() -> reads(operator));

            awaitOrders(2);
            for (String name : List.of("node-1", "node-2")) {
                long begun = System.nanoTime();
                cluster.node(name).stop();
                log.warn("{} stopped within {} ms", name, (System.nanoTime() - begun) / 1_000_000);
                assertThat(cluster.postgres()
                                .sql()
                                .sql("select count(*) from running_node")
                                .query(Integer.class)
                                .single())
                        .as("nodes that are known to run: the one that stopped has left no job behind")
                        .isEqualTo(1);
                awaitOrders(ordered.get() + 2);
                cluster.start(name).awaitReady();
                awaitOrders(ordered.get() + 2);
            }
            over = true;
            for (Future<?> worker : work) {
                worker.get(2, TimeUnit.MINUTES);
            }
            reads.get(1, TimeUnit.MINUTES);

            log.warn("rolling restart: {} calls, {} failed, {} orders", calls, failed.size(), ordered);
            assertThat(failed).as(() -> "calls that failed" + cluster.logs()).isEmpty();
            assertThat(accepted)
                    .allSatisfy(
                            id -> assertThat(cluster.certCentral().ordersOf(id)).hasSize(1));
            new Oracle(cluster.postgres(), cluster.certCentral(), () -> accepted, () -> completed)
                    .settled(PATIENCE)
                    .mustHold();
        } finally {
            over = true;
            users.shutdownNow();
        }
    }

    /** One request after the other, from its beginning to its order. */
    private Void lifecycles(Person requester, Balancer balancer) throws Exception {
        Map<String, Person> approvers = Map.of(
                "legal-approvers", new Person(balancer, "legal", false),
                "security-approvers", new Person(balancer, "security", false));
        while (!over) {
            HttpResponse<String> begun = requester.call(
                    202,
                    "POST",
                    "/api/eseals",
                    People.seal().toString(),
                    "Idempotency-Key",
                    UUID.randomUUID().toString());
            if (begun.statusCode() != 202) {
                continue;
            }
            String id = JSON.readTree(begun.body()).get("id").asText();
            accepted.add(id);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                JsonNode detail = JSON.readTree(
                        requester.call(200, "GET", "/api/eseals/" + id, "").body());
                if (detail.path("state").asText().equals("ORDERED")) {
                    ordered.incrementAndGet();
                    break;
                }
                if (System.nanoTime() > deadline) {
                    failed.add(id + " is not ordered: " + detail);
                    break;
                }
                for (JsonNode task : detail.path("tasks")) {
                    Person approver =
                            approvers.get(task.at("/candidateGroups/0").asText());
                    String taskId = task.get("id").asText();
                    if (task.get("key").asText().equals(Elements.USER_APPROVE_REQUEST) && approver != null) {
                        approver.call(
                                204,
                                "POST",
                                "/engine-rest/task/" + taskId + "/complete",
                                "{\"variables\":{\"decision\":{\"value\":\"approve\"},\"comment\":{\"value\":\"fine\"}}}");
                        completed.add(taskId);
                    }
                }
                Pause.of(Duration.ofMillis(100));
            }
        }
        return null;
    }

    /** What somebody has open in a browser all the time. */
    private Void reads(Person person) {
        while (!over) {
            person.call(200, "GET", "/", "");
            person.call(200, "GET", "/api/eseals", "");
            person.call(200, "GET", "/camunda/app/tasklist/default/", "");
            person.call(200, "GET", "/camunda/api/engine/engine/default/task?maxResults=10", "");
            Pause.of(Duration.ofMillis(20));
        }
        return null;
    }

    private void awaitOrders(int least) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ordered.get() < least) {
            assertThat(System.nanoTime())
                    .as(() -> "the work goes on; failed: " + failed)
                    .isLessThan(deadline);
            Pause.of(Duration.ofMillis(100));
        }
    }

    /** Sends calls to the nodes by turns, as long as their readiness says yes; tries no call twice. */
    private static final class Balancer implements AutoCloseable {

        private final HttpClient probes =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger turn = new AtomicInteger();
        private final Cluster cluster;
        private volatile List<String> ready;

        private Balancer(Cluster cluster) {
            this.cluster = cluster;
            probe();
            clock.scheduleWithFixedDelay(this::probe, 0, PROBE.toMillis(), TimeUnit.MILLISECONDS);
        }

        String next() {
            List<String> nodes = ready;
            return nodes.get(turn.incrementAndGet() % nodes.size());
        }

        private void probe() {
            List<String> now = new CopyOnWriteArrayList<>();
            cluster.answering().parallelStream().forEach(node -> {
                try {
                    if (200
                            == probes.send(
                                            HttpRequest.newBuilder(
                                                            URI.create(node.url() + "/actuator/health/readiness"))
                                                    .timeout(Duration.ofSeconds(1))
                                                    .build(),
                                            BodyHandlers.discarding())
                                    .statusCode()) {
                        now.add(node.url());
                    }
                } catch (IOException notReady) {
                    // Neither is a node that does not answer.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            if (!now.isEmpty()) {
                ready = List.copyOf(now);
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }

    /** Somebody with a browser's session, or with a password in each call. */
    private final class Person {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final Balancer balancer;
        private final String name;
        private final boolean session;

        private Person(Balancer balancer, String name, boolean session) {
            this.balancer = balancer;
            this.name = name;
            this.session = session;
        }

        void signIn() {
            Matcher token = TOKEN.matcher(call(200, "GET", "/login", "").body());
            assertThat(token.find()).isTrue();
            call(
                    302,
                    "POST",
                    "/login",
                    "username=" + name + "&password=" + name + "&_csrf="
                            + token.group(1).replace("=", "%3D"),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            // The sign-in leads there, and the page brings the token for changes.
            call(200, "GET", "/", "");
        }

        /** One try; whatever is not the status that should come is a failure that somebody sees. */
        HttpResponse<String> call(int expected, String method, String path, String body, String... headers) {
            calls.incrementAndGet();
            String node = balancer.next();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path))
                    .timeout(PATIENCE)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Accept", "text/html,application/json");
            if (!List.of(headers).contains("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            if (!session) {
                request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8)));
            } else if (!method.equals("GET")) {
                cookies.getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("ESEAL-XSRF-TOKEN"))
                        .map(HttpCookie::getValue)
                        .findFirst()
                        .filter(token -> !path.equals("/login"))
                        .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
            }
            try {
                HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != expected) {
                    failed.add(name + " " + method + " " + node + path + ": " + answer.statusCode() + " "
                            + answer.headers().firstValue("Location").orElse(answer.body()));
                }
                return answer;
            } catch (IOException e) {
                failed.add(name + " " + method + " " + node + path + ": " + e);
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
