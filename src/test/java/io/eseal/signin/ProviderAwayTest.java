package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests the service while the OpenID provider is silent, slow, broken or talks nonsense. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:provider-away",
            "certcentral.base-url=http://localhost:9/",
            "eseal.security.oidc.client-id=" + OpenIdProvider.CLIENT,
            "eseal.security.oidc.client-secret=" + OpenIdProvider.SECRET,
            "eseal.security.oidc.audience=" + OpenIdProvider.AUDIENCE,
            "eseal.security.oidc.groups.requesters=/staff"
        })
@ActiveProfiles("demo")
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class ProviderAwayTest {

    private static final String TO_THE_PROVIDER = "/oauth2/authorization/eseal";
    private static final String SAID = "Sign-in is not available at present";
    /** Three calls to the provider at the most, each with its deadline; a slow machine. */
    private static final Duration SOON = ProviderCalls.DEADLINE.multipliedBy(3).plusSeconds(10);

    private static final RawProvider PROVIDER = new RawProvider();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void silentFromTheStart(DynamicPropertyRegistry settings) {
        PROVIDER.does(RawProvider.CONFIGURATION, RawProvider.SILENT);
        settings.add("eseal.security.oidc.issuer", PROVIDER::issuer);
    }

    @BeforeEach
    void behave() {
        if (PROVIDER.calls(RawProvider.KEYS) > 0) {
            PROVIDER.behave();
        }
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    @Order(1)
    void two_hundred_and_five_who_want_to_sign_in_freeze_nothing() throws Exception {
        var before = PROVIDER.calls(RawProvider.CONFIGURATION);
        var answers = atOnce(205, () -> Visitor.anonymous(port).page(TO_THE_PROVIDER));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains(SAID, "Nothing is wrong with your account");
        });
        assertThat(PROVIDER.calls(RawProvider.CONFIGURATION) - before)
                .as("one at a time")
                .isLessThanOrEqualTo(10);
        assertThat(Visitor.anonymous(port).page("/").headers().firstValue("Location"))
                .as("the way to sign-in")
                .hasValueSatisfying(way -> assertThat(way).endsWith("/login"));
    }

    @Test
    @Order(1)
    void a_machine_is_told_that_nobody_can_be_checked_now(CapturedOutput console) {
        var token = PROVIDER.token(claims -> {});
        for (var path : List.of("/api/eseals", "/engine-rest/engine")) {
            problem(Visitor.bearer(port, token).get(path));
        }
        problem(Visitor.anonymous(port).get(TO_THE_PROVIDER, "Accept", "application/json"));
        assertThat(console)
                .contains("could not be checked: the OpenID provider does not answer")
                .doesNotContain(token)
                .doesNotContain("\tat ");
    }

    @Test
    @Order(2)
    void once_the_provider_answers_people_sign_in() {
        PROVIDER.behave();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> Visitor.anonymous(port).page(TO_THE_PROVIDER).statusCode() == 302);
        var person = Visitor.anonymous(port);
        assertThat(comeBack(person).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/"));
        assertThat(person.get("/api/eseals").statusCode()).isEqualTo(200);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> Visitor.bearer(port, PROVIDER.token(claims -> {}))
                                .get("/api/eseals")
                                .statusCode()
                        == 200);
    }

    @Test
    @Order(3)
    void forty_who_come_back_to_a_silent_provider_freeze_nothing() throws Exception {
        var people =
                IntStream.range(0, 40).mapToObj(any -> Visitor.anonymous(port)).toList();
        var ways = people.stream().collect(Collectors.toMap(person -> person, this::wayBack));
        PROVIDER.does(RawProvider.TOKEN, RawProvider.SILENT);
        var before = PROVIDER.calls(RawProvider.TOKEN);
        var next = new ConcurrentLinkedQueue<>(people);
        var answers = atOnce(40, () -> {
            var person = next.remove();
            return person.page(ways.get(person));
        });
        assertThat(answers).allSatisfy(ProviderAwayTest::away);
        assertThat(PROVIDER.calls(RawProvider.TOKEN) - before).isLessThanOrEqualTo(ProviderCalls.MOST_AT_ONCE);
    }

    static Stream<Map.Entry<String, RawProvider.Manner>> badManners() {
        return Stream.of(RawProvider.TOKEN, RawProvider.USER_INFO)
                .flatMap(path -> Stream.of(
                                RawProvider.SILENT,
                                RawProvider.DRIPPING,
                                RawProvider.FAILING,
                                RawProvider.HUGE,
                                RawProvider.HANGING_UP,
                                RawProvider.SAYING_NOTHING,
                                RawProvider.SAYING_NULL,
                                RawProvider.LEADING_ELSEWHERE,
                                RawProvider.OF_NO_TYPE)
                        .map(manner -> Map.entry(path, manner)));
    }

    @ParameterizedTest
    @MethodSource("badManners")
    @Order(3)
    void who_comes_back_while_the_provider_does_not_answer_is_told_so(Map.Entry<String, RawProvider.Manner> bad) {
        var begun = System.nanoTime();
        away(comeBack(Visitor.anonymous(port), bad));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    }

    static Stream<Map.Entry<String, RawProvider.Manner>> nonsense() {
        return Stream.of(RawProvider.TOKEN, RawProvider.USER_INFO)
                .flatMap(path -> Stream.of(
                                RawProvider.TALKING_NONSENSE,
                                RawProvider.NESTING,
                                RawProvider.HAVING_NOTHING,
                                RawProvider.HAVING_NULLS,
                                RawProvider.HAVING_NUMBERS,
                                RawProvider.REFUSING_WITH_NULL,
                                RawProvider.REFUSING_WITH_A_LIST,
                                RawProvider.REFUSING_WITH_NONSENSE)
                        .map(manner -> Map.entry(path, manner)));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    @Order(3)
    void nonsense_signs_nobody_in_and_is_no_fault_of_the_server(
            Map.Entry<String, RawProvider.Manner> bad, CapturedOutput console) {
        var person = Visitor.anonymous(port);
        assertThat(comeBack(person, bad).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in-failed.html"));
        assertThat(person.get("/api/eseals").statusCode()).isEqualTo(401);
        assertThat(console).doesNotContain("\tat ");
    }

    @Test
    @Order(3)
    void an_id_token_that_says_not_whom_it_is_for_signs_nobody_in_and_is_no_fault_of_the_server(
            CapturedOutput console) {
        var person = Visitor.anonymous(port);
        var back = wayBack(person);
        tokenFor(back, claims -> claims.audience((String) null).serializeNullClaims(true));
        assertThat(person.page(back).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in-failed.html"));
        assertThat(console).doesNotContain("\tat ");
    }

    @Test
    @Order(3)
    void a_token_with_a_made_up_key_is_refused_with_a_line_and_asks_the_provider_seldom(CapturedOutput console) {
        var stranger = OpenIdProvider.key();
        var before = PROVIDER.calls(RawProvider.KEYS);
        for (var guess = 0; guess < 100; guess++) {
            var token =
                    PROVIDER.token(stranger, UUID.randomUUID().toString(), claims -> claims.subject("nobody-says-so"));
            assertThat(Visitor.bearer(port, token).get("/api/eseals").statusCode())
                    .isEqualTo(401);
        }
        assertThat(PROVIDER.calls(RawProvider.KEYS) - before).isLessThanOrEqualTo(1);
        assertThat(console.toString()
                        .lines()
                        .filter(line -> line.contains("was refused: unknown key"))
                        .count())
                .isBetween(1L, (long) LimitedLog.MOST_A_MINUTE);
        assertThat(console).doesNotContain("nobody-says-so");
    }

    @Test
    @Order(3)
    void who_is_in_hundreds_of_groups_works_and_leaves_here_and_there() {
        var many = groups(400);
        var token = PROVIDER.token(claims -> claims.claim("groups", many));
        assertThat(token.length()).isBetween(16_000, 60_000);
        assertThat(Visitor.bearer(port, token).get("/api/eseals").statusCode()).isEqualTo(200);

        for (var count : List.of(2, 150, 400)) {
            var person = Visitor.anonymous(port);
            var back = wayBack(person);
            tokenFor(back, groups(count));
            person.page(back);
            var left = person.form(
                    "/logout", "_csrf=" + Visitor.csrf(person.page("/logout").body()));
            assertThat(left.statusCode()).isEqualTo(302);
            var end = left.headers().firstValue("Location").orElseThrow();
            assertThat(end)
                    .startsWith(PROVIDER.issuer() + "/end?")
                    .contains(
                            "client_id=" + OpenIdProvider.CLIENT,
                            "post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A" + port + "%2Fsigned-out.html");
            assertThat(end.contains("id_token_hint=ey")).as(count + " groups").isEqualTo(count == 2);
            assertThat(end.length()).isLessThan(7_000);
            assertThat(person.get("/api/eseals").statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> comeBack(Visitor person) {
        var back = wayBack(person);
        tokenFor(back, List.of("/staff"));
        return person.page(back);
    }

    private HttpResponse<String> comeBack(Visitor person, Map.Entry<String, RawProvider.Manner> bad) {
        var back = wayBack(person);
        tokenFor(back, List.of("/staff"));
        PROVIDER.does(bad.getKey(), bad.getValue());
        return person.page(back);
    }

    /** Returns the address that the provider would send the browser back to; keeps the nonce for {@link #tokenFor}. */
    private String wayBack(Visitor person) {
        var sent = person.page(TO_THE_PROVIDER).headers().firstValue("Location").orElseThrow();
        var asked = Arrays.stream(sent.substring(sent.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return "/login/oauth2/code/eseal?code=any&state=" + asked.get("state") + "&nonce=" + asked.get("nonce");
    }

    private static void tokenFor(String back, List<String> groups) {
        tokenFor(back, claims -> claims.claim("groups", groups));
    }

    private static void tokenFor(String back, Consumer<JWTClaimsSet.Builder> more) {
        var nonce = back.replaceFirst(".*&nonce=", "");
        var idToken = PROVIDER.token(
                claims -> more.accept(claims.audience(OpenIdProvider.CLIENT).claim("nonce", nonce)));
        PROVIDER.says(RawProvider.TOKEN, """
                {"access_token": "any", "token_type": "Bearer", "expires_in": 300, "id_token": "%s"}""".formatted(idToken));
    }

    private static List<String> groups(int count) {
        return Stream.concat(
                        Stream.of("/staff"),
                        IntStream.range(1, count).mapToObj(number -> new UUID(number, number).toString()))
                .toList();
    }

    /** All of them, while the service's health is asked for and answered at once. */
    private List<HttpResponse<String>> atOnce(int count, Supplier<HttpResponse<String>> call) throws Exception {
        var pool = Executors.newFixedThreadPool(count);
        try {
            var begun = System.nanoTime();
            var all = IntStream.range(0, count)
                    .mapToObj(any -> CompletableFuture.supplyAsync(call, pool))
                    .toList();
            for (var look = 0; look < 5; look++) {
                var asked = System.nanoTime();
                assertThat(Visitor.anonymous(port)
                                .get("/actuator/health/liveness")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .as("health, meanwhile")
                        .isLessThan(Duration.ofSeconds(4));
            }
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (var one : all) {
                answers.add(one.get());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static void away(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.headers() + answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains(SAID).doesNotContain("Exception");
    }

    private static void problem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("The OpenID provider does not answer");
    }
}
