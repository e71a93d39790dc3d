package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that guesses of a password are slowed down and lock nobody out, that a session is known to every node, and
 * that a password works on each node.
 */
class GuessingIT {

    private static final HttpClient MACHINE =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");

    private static Cluster cluster;

    private final AtomicInteger guesses = new AtomicInteger();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        cluster = Cluster.of(2, NodeSettings.standard());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Guesses from the address of the people themselves, as behind a proxy that does not tell callers apart. */
    @ParameterizedTest
    @ValueSource(ints = {500, 150})
    void a_guesser_at_the_users_own_address_keeps_neither_person_nor_machine_out(int everyMillis) throws Exception {
        try (Guesser guesser = new Guesser("node-1", "requester", everyMillis)) {
            await().atMost(PATIENCE).until(() -> guesses.get() > 10);
            for (int sign = 0; sign < 6; sign++) {
                assertThat(basic("node-1", "requester", "requester", "127.0.0.1"))
                        .isEqualTo(200);
                assertThat(basic("node-2", "requester", "requester", "127.0.0.1"))
                        .isEqualTo(200);
            }
            for (int sign = 0; sign < 6; sign++) {
                assertThat(signIn(browser(), "node-1", "requester"))
                        .doesNotContain("error")
                        .endsWith("/");
            }
        }
        assertThat(answers).doesNotContainKey(200);
    }

    @Test
    void somebody_elsewhere_notices_nothing_of_however_many_guesses() throws Exception {
        String elsewhere = "198.51.100.7";
        ScheduledExecutorService many = Executors.newScheduledThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                many.scheduleWithFixedDelay(
                        () -> guess("node-1", "legal", "198.51.100.8"), 0, 1, TimeUnit.MILLISECONDS);
            }
            await().atMost(PATIENCE).until(() -> guesses.get() > 50);
            for (int sign = 0; sign < 20; sign++) {
                long begun = System.nanoTime();
                assertThat(basic("node-1", "legal", "legal", elsewhere)).isEqualTo(200);
                // The guesser waits a second or more; see GuessersAddressTest for what does not depend on the machine.
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void a_guesser_is_slowed_down_on_every_node_after_a_few_guesses_on_one() throws Exception {
        for (int guess = 0; guess < 8; guess++) {
            guess("node-1", "auditor", "203.0.113.5");
        }
        guess("node-2", "auditor", "203.0.113.5");
        long begun = System.nanoTime();
        guess("node-2", "auditor", "203.0.113.5");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        int rows = cluster.postgres()
                .sql()
                .sql("select count(*) from sign_in_failure")
                .query(Integer.class)
                .single();
        assertThat(rows).isPositive();
        assertThat(basic("node-2", "auditor", "auditor", "203.0.113.6")).isEqualTo(200);
    }

    @Test
    void a_browser_that_was_in_before_does_not_wait_behind_a_guesser_of_its_address() throws Exception {
        HttpClient mine = browser();
        assertThat(signIn(mine, "node-1", "finance")).endsWith("/");
        ScheduledExecutorService many = Executors.newScheduledThreadPool(16);
        try {
            for (int i = 0; i < 16; i++) {
                many.scheduleWithFixedDelay(() -> guess("node-1", "finance", "127.0.0.1"), 0, 1, TimeUnit.MILLISECONDS);
            }
            await().atMost(PATIENCE).until(() -> guesses.get() > 40);
            for (int sign = 0; sign < 5; sign++) {
                assertThat(signIn(mine, "node-1", "finance"))
                        .doesNotContain("error")
                        .endsWith("/");
            }
        } finally {
            many.shutdownNow();
        }
    }

    /** Guesses in a session that was left open; a caller who sends the right password has nothing to guess. */
    @Test
    void guessing_the_present_password_where_it_is_changed_is_slowed_down_too() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient leftOpen = HttpClient.newBuilder().cookieHandler(cookies).build();
        assertThat(signIn(leftOpen, "node-1", "security")).endsWith("/");
        page(leftOpen, "node-1", "/");
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("ESEAL-XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        long begun = System.nanoTime();
        for (int guess = 0; guess < 9; guess++) {
            HttpRequest change = request("node-1", "/engine-rest/user/security/credentials", "203.0.113.9")
                    .header("X-XSRF-TOKEN", token)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(
                            "{\"password\":\"Another-one-1\",\"authenticatedUserPassword\":\"wrong" + guess + "\"}"))
                    .build();
            assertThat(leftOpen.send(change, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(400);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1500));
    }

    @Test
    void a_session_is_good_on_every_node_until_its_person_leaves_on_one() throws Exception {
        HttpClient person = browser();
        assertThat(signIn(person, "node-1", "operator")).endsWith("/");
        for (String node : List.of("node-1", "node-2")) {
            assertThat(page(person, node, "/").statusCode()).isEqualTo(200);
            assertThat(page(person, node, "/camunda/app/tasklist/default/").statusCode())
                    .isEqualTo(200);
        }

        assertThat(signOut(person, "node-2")).endsWith("/signed-out.html");
        for (String node : List.of("node-1", "node-2")) {
            assertThat(page(person, node, "/").headers().firstValue("Location"))
                    .as(node)
                    .hasValue("/login");
            assertThat(page(person, node, "/api/eseals").statusCode()).isEqualTo(401);
            assertThat(basic(node, "operator", "operator", "127.0.0.1")).isEqualTo(200);
        }
    }

    /** Guesses at a fixed rate, whether or not the last guess was answered. */
    private final class Guesser implements AutoCloseable {

        private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        private final java.util.concurrent.ExecutorService calls = Executors.newCachedThreadPool();

        private Guesser(String node, String user, int everyMillis) {
            clock.scheduleAtFixedRate(
                    () -> calls.execute(() -> guess(node, user, "127.0.0.1")), 0, everyMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            clock.shutdownNow();
            calls.shutdownNow();
        }
    }

    private void guess(String node, String user, String address) {
        try {
            int status = MACHINE.send(
                            request(node, "/engine-rest/engine", address)
                                    .header("Authorization", basic(user, "wrong" + guesses.incrementAndGet()))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
            answers.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
        } catch (IOException e) {
            answers.computeIfAbsent(0, first -> new AtomicInteger()).incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int basic(String node, String user, String password, String address) throws Exception {
        // As a script does: a connection for each call.
        HttpClient once = HttpClient.newHttpClient();
        return once.send(
                        request(node, "/engine-rest/engine", address)
                                .header("Authorization", basic(user, password))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder request(String node, String path, String address) throws IOException {
        return HttpRequest.newBuilder(URI.create(cluster.node(node).url() + path))
                .timeout(PATIENCE)
                .header("X-Forwarded-For", address);
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static HttpResponse<String> page(HttpClient person, String node, String path) throws Exception {
        return person.send(
                request(node, path, "127.0.0.1").header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    /** Signs a person in, with the name as password; returns the address that the sign-in leads to. */
    private static String signIn(HttpClient person, String node, String user) throws Exception {
        Matcher token = TOKEN.matcher(page(person, node, "/login").body());
        assertThat(token.find()).isTrue();
        String form = "username=" + user + "&password=" + user + "&_csrf="
                + token.group(1).replace("=", "%3D");
        return person.send(
                        request(node, "/login", "127.0.0.1")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElse("error");
    }

    /** Signs a person out; returns the address to which that leads. */
    private static String signOut(HttpClient person, String node) throws Exception {
        Matcher token = TOKEN.matcher(page(person, node, "/logout").body());
        assertThat(token.find()).isTrue();
        return person.send(
                        request(node, "/logout", "127.0.0.1")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(
                                        "_csrf=" + token.group(1).replace("=", "%3D")))
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElse("none");
    }
}
