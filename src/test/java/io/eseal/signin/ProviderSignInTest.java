package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole walk against a real OpenID provider, over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:provider",
            "eseal.security.oidc.client-id=" + OpenIdProvider.CLIENT,
            "eseal.security.oidc.client-secret=" + OpenIdProvider.SECRET,
            "eseal.security.oidc.audience=" + OpenIdProvider.AUDIENCE,
            "eseal.security.oidc.groups.requesters=/staff",
            "eseal.security.oidc.groups.legal-approvers=/staff/legal,/board",
            "eseal.security.oidc.groups.security-approvers=/staff/ciso",
            "eseal.security.oidc.groups.operators=/it"
        })
@ActiveProfiles("demo")
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class ProviderSignInTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String WHO = "/camunda/api/admin/auth/user/default";
    private static final String TASKS = "/camunda/api/engine/engine/default/task";

    private static final String ORDER = OrderBodies.onTokenToDublin().toString();
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String APPROVE = "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}";

    private static final OpenIdProvider PROVIDER = new OpenIdProvider();
    private static final SimulatorServer CERT_CENTRAL = SimulatorServer.start();

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        settings.add("eseal.security.oidc.issuer", PROVIDER::issuer);
        settings.add("certcentral.base-url", CERT_CENTRAL::baseUrl);
        settings.add("certcentral.api-key", () -> SimulatorServer.API_KEY);
    }

    @BeforeEach
    void accounts() {
        PROVIDER.accept("http://localhost:" + port);
        person("u1", "ana@example.eu", "/staff");
        person("u2", "lea", "/staff/legal");
        person("u3", "otto", "/it", "/staff");
        // Names of ours that the provider has for something else.
        person("u4", "outsider", "legal-approvers", "camunda-admin", "/staff/legal/trainees");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
        CERT_CENTRAL.close();
    }

    @Test
    void a_person_comes_through_the_provider_to_the_page_asked_for() {
        var person = Visitor.anonymous(port);
        var sent = person.page(TASKLIST);
        var before = person.cookie("JSESSIONID");
        assertThat(location(sent)).hasPath("/login");
        var provider = person.page(location(person.page("/login")).toString());
        assertThat(location(provider).toString())
                .startsWith(PROVIDER.issuer() + "/oauth2/authorize?response_type=code&")
                .contains(
                        "client_id=" + OpenIdProvider.CLIENT,
                        "code_challenge=",
                        "code_challenge_method=S256",
                        "nonce=",
                        "state=")
                .doesNotContain(OpenIdProvider.SECRET);

        var arrived = person.signInAt(PROVIDER, "u1", person.follow(provider));

        assertThat(arrived.uri()).hasPath(TASKLIST);
        assertThat(arrived.statusCode()).isEqualTo(200);
        assertThat(person.cookie("JSESSIONID")).as("no fixation").isNotEqualTo(before);
        assertThat(jdbc.sql("select attributes from person_session where person = 'ana@example.eu'")
                        .query(String.class)
                        .list())
                .as("what a session keeps is read by nobody who has not its id")
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(kept).matches("[A-Za-z0-9+/]+=*"));
        assertThat(person.get(WHO).body())
                .contains("\"userId\":\"ana@example.eu\"")
                .contains("tasklist")
                .doesNotContain("cockpit");
        assertThat(person.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        assertThat(person.get("/api/eseals").statusCode()).isEqualTo(200);
        assertThat(person.get("/api/swagger-ui/index.html").statusCode()).isEqualTo(200);
        assertThat(identity.createUserQuery().count())
                .as("users live at the provider alone, those of the demo nowhere")
                .isZero();
    }

    @Test
    void the_sessions_cookie_is_out_of_reach_for_scripts_and_other_sites() {
        var cookie = Visitor.anonymous(port)
                .page(TASKLIST)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(cookie).startsWith("JSESSIONID=").contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void whoever_is_in_no_group_of_ours_gets_in_nowhere() {
        var person = Visitor.through(PROVIDER, port, "u4");
        for (var path : List.of(
                "/",
                TASKLIST,
                "/camunda/app/admin/default/",
                WHO,
                TASKS,
                "/engine-rest/engine",
                "/engine-rest/task",
                "/api/eseals",
                "/api/docs",
                "/api/openapi",
                "/forms/pay-by-card.html")) {
            assertThat(person.page(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(person.page(TASKLIST).body()).contains("This page is not open to you", "/logout");
        assertThat(person.page("/logout").body()).contains("<form", "default-ui.css");
        assertThat(person.get("/default-ui.css").statusCode()).isEqualTo(200);
        problem(bearer("outsider", "legal-approvers").get("/api/eseals"), 403);
    }

    @Test
    void leaving_ends_the_session_here_and_at_the_provider() {
        var person = Visitor.through(PROVIDER, port, "u2");
        var left = person.form(
                "/logout", "_csrf=" + Visitor.csrf(person.page("/logout").body()));
        assertThat(location(left).toString()).startsWith(PROVIDER.issuer() + "/connect/logout?id_token_hint=");

        var end = person.follow(left);

        assertThat(end.uri()).hasPath("/signed-out.html");
        assertThat(end.body()).contains("You are signed out");
        assertThat(person.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(person.follow(person.page("/")).uri())
                .as("the provider asks again")
                .hasToString(PROVIDER.issuer() + "/login");
    }

    @Test
    void leaving_tasklist_does_the_same_with_the_next_page() {
        var person = Visitor.through(PROVIDER, port, "u2");
        var left = person.json(
                "POST", "/camunda/api/admin/auth/user/default/logout", "", "X-XSRF-TOKEN", person.cookie("XSRF-TOKEN"));
        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(person.get(WHO).statusCode()).isEqualTo(401);
        assertThat(person.follow(person.page(TASKLIST)).uri()).hasPath("/signed-out.html");
        assertThat(person.follow(person.page(TASKLIST)).uri()).hasToString(PROVIDER.issuer() + "/login");
    }

    @Test
    void tasklist_follows_a_change_of_groups_in_the_same_session() {
        person("u5", "mia", "/staff");
        var person = Visitor.through(PROVIDER, port, "u5");
        assertThat(person.get(WHO).body()).doesNotContain("cockpit");
        person("u5", "mia", "/it");
        assertThat(person.follow(person.page("/login")).statusCode())
                .as("still signed in at the provider")
                .isEqualTo(200);
        assertThat(person.get(WHO).body()).contains("cockpit");
    }

    @Test
    void passwords_of_the_engines_own_users_count_for_nothing() throws Exception {
        jdbc.sql("insert into ACT_ID_USER (ID_, REV_, SALT_, PWD_) values ('admin', 1, '', ?)")
                .param("{SHA-512}"
                        + Base64.getEncoder()
                                .encodeToString(MessageDigest.getInstance("SHA-512")
                                        .digest("a very long password".getBytes(StandardCharsets.UTF_8))))
                .update();
        jdbc.sql("insert into ACT_ID_GROUP (ID_, REV_) values ('camunda-admin', 1)")
                .update();
        jdbc.sql("insert into ACT_ID_MEMBERSHIP (USER_ID_, GROUP_ID_) values ('admin', 'camunda-admin')")
                .update();
        assertThat(identity.isReadOnly()).isTrue();
        var basic = Visitor.basic(port, "admin", "a very long password").get("/engine-rest/engine");
        problem(basic, 401);
        assertThat(basic.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        var password = "username=admin&password=a+very+long+password";
        assertThat(Visitor.anonymous(port).form("/login", password).statusCode())
                .isEqualTo(403);
        for (var login : List.of(
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/api/admin/auth/user/default/login/tasklist/")) {
            assertThat(Visitor.anonymous(port).form(login, password).statusCode())
                    .isEqualTo(401);
            var person = Visitor.through(PROVIDER, port, "u1");
            assertThat(person.form(login, password, "X-XSRF-TOKEN", person.cookie("XSRF-TOKEN"))
                            .statusCode())
                    .as(login)
                    .isEqualTo(403);
            assertThat(person.get(WHO).body()).contains("ana@example.eu");
        }
        assertThat(bearer("otto", "/it")
                        .json(
                                "POST",
                                "/engine-rest/identity/verify",
                                "{\"username\":\"admin\",\"password\":\"a very long password\"}")
                        .statusCode())
                .isEqualTo(403);
        List.of("MEMBERSHIP", "USER", "GROUP")
                .forEach(table -> jdbc.sql("delete from ACT_ID_" + table).update());
    }

    @Test
    void an_answer_of_the_provider_that_nobody_asked_for_signs_nobody_in(CapturedOutput console) {
        var person = Visitor.anonymous(port);
        var end = person.follow(person.page("/login/oauth2/code/eseal?code=stolen&state=guessed"));
        assertThat(end.uri()).hasPath("/sign-in-failed.html");
        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(person.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(console)
                .contains("Sign-in by the provider failed, from 127.0.0.1: [authorization_request_not_found]");
    }

    @Test
    void a_sign_in_that_failed_leaves_one_line_that_tells_why_from_where_and_of_whom(CapturedOutput console) {
        person("u8", "\u202Eana", "/staff");
        var person = Visitor.anonymous(port);
        person.signInAt(PROVIDER, "u8", person.follow(person.page("/")));
        assertThat(console.toString()
                        .lines()
                        .filter(line -> line.contains(" WARN ") && line.contains("io.eseal."))
                        .toList())
                .hasSize(1)
                .first()
                .asString()
                .contains("Sign-in by the provider failed, from 127.0.0.1: ", "holds no user id for this service")
                .endsWith(", subject u8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorization/other",
                "/oauth2/authorization/eseal/x",
                "/oauth2/authorization/eseal%20",
                "/oauth2/authorization/"
            })
    void a_provider_that_nobody_has_set_up_is_not_there(String path, CapturedOutput console) {
        assertThat(Visitor.anonymous(port).page(path).statusCode()).isBetween(302, 404);
        assertThat(console).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service",
                "*",
                "",
                " ana",
                "a\nb",
                "SERV\u0406CE",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void who_has_no_usable_user_id_is_not_signed_in_and_told_why(String id) {
        person("u6", id, "/staff");
        var person = Visitor.anonymous(port);
        var end = person.signInAt(PROVIDER, "u6", person.follow(person.page("/")));
        assertThat(end.uri()).hasPath("/sign-in-failed.html");
        assertThat(end.statusCode()).isEqualTo(403);
        assertThat(end.body()).contains("The claim preferred_username holds no user id for this service: it ");
        assertThat(person.page("/sign-in-failed.html").body()).as("said once").contains("You are not signed in");
        assertThat(person.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        var refused = bearer(id, "/staff").get("/api/eseals");
        problem(refused, 401);
        assertThat(refused.body()).contains("The claim preferred_username holds no user id for this service: it ");
    }

    @Test
    void whose_groups_the_provider_left_out_is_told() {
        PROVIDER.account("u7", Map.of("preferred_username", "gustav", "_claim_names", Map.of("groups", "src1")));
        var person = Visitor.anonymous(port);
        var end = person.signInAt(PROVIDER, "u7", person.follow(person.page("/")));
        assertThat(end.statusCode()).isEqualTo(403);
        assertThat(end.body()).contains("The provider left the groups out of the token because there are too many");
        problem(
                Visitor.bearer(
                                port,
                                PROVIDER.token(claims -> claims.claim("preferred_username", "gustav")
                                        .claim("hasgroups", true)))
                        .get("/api/eseals"),
                401);
    }

    @Test
    void the_requester_decides_under_no_spelling_and_stays_the_owner() throws Exception {
        var requester = bearer("Berta", "/staff");
        var eseal = JSON.readTree(requester.json("POST", "/api/eseals", ORDER).body())
                .get("id")
                .asText();
        for (var spelling : List.of("berta", "BERTA", "\uFF22erta")) {
            var same = bearer(spelling, "/staff", "/board", "/staff/ciso");
            var approval = "/engine-rest/task/"
                    + JSON.readTree(eventually(() -> same.get("/engine-rest/task?processInstanceBusinessKey=" + eseal)
                                    .body()))
                            .get(0)
                            .get("id")
                            .asText();
            var own = same.json("POST", approval + "/complete", APPROVE);
            assertThat(own.statusCode()).as(spelling).isEqualTo(400);
            assertThat(own.body()).contains("You requested this seal; somebody else must decide on it.");
            assertThat(JSON.readTree(bearer(spelling, "/staff")
                                    .get("/api/eseals/" + eseal)
                                    .body())
                            .get("requester")
                            .asText())
                    .isEqualTo("Berta");
        }
    }

    @Test
    void each_group_sees_its_tasks_in_tasklist() throws Exception {
        var ana = Visitor.through(PROVIDER, port, "u1");
        var lea = Visitor.through(PROVIDER, port, "u2");
        var otto = Visitor.through(PROVIDER, port, "u3");
        ana.page("/api/docs");
        var id = JSON.readTree(ana.json(
                                "POST",
                                "/api/eseals",
                                ORDER,
                                "X-XSRF-TOKEN",
                                ana.cookie(SecurityConfiguration.CSRF_COOKIE))
                        .body())
                .get("id")
                .asText();
        var all = TASKS + "?processInstanceBusinessKey=" + id;
        var task = JSON.readTree(eventually(() -> lea.get(all).body())).get(0);
        assertThat(task.get("taskDefinitionKey").asText()).isEqualTo(Elements.USER_APPROVE_REQUEST);
        assertThat(ana.get(all).body()).as("requesters approve nothing").isEqualTo("[]");
        assertThat(otto.get(all).body())
                .as("operators see everything")
                .contains(task.get("id").asText());

        var path = TASKS + "/" + task.get("id").asText();
        var token = lea.cookie("XSRF-TOKEN");
        assertThat(lea.json("POST", path + "/claim", "{\"userId\":\"lea\"}", "X-XSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(204);
        assertThat(lea.json("POST", path + "/submit-form", APPROVE, "X-XSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(204);

        var shipping = JSON.readTree(eventually(() -> ana.get(all).body())).get(0);
        assertThat(shipping.get("assignee").asText()).isEqualTo("ana@example.eu");
        assertThat(lea.get(all).body()).isEqualTo("[]");
        assertThat(list("My%20tasks", ana, ana.cookie("XSRF-TOKEN")))
                .contains(shipping.get("id").asText());
        assertThat(list("To%20do", lea, token))
                .doesNotContain(shipping.get("id").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana.o'neil+seals@example.eu",
                "CORP\\ana",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "Ána Ñandú 李",
                "${1+1}",
                "x' or '1'='1",
                "<img src=x onerror=alert(1)>",
                "https://id.example.eu/ana"
            })
    void whatever_the_user_id_looks_like_it_goes_through_the_process_and_never_approves_itself(String id)
            throws Exception {
        var requester = bearer(id, "/staff", "/board", "/staff/ciso");
        var eseal = JSON.readTree(requester.json("POST", "/api/eseals", ORDER).body())
                .get("id")
                .asText();
        var tasks = "/engine-rest/task?processInstanceBusinessKey=" + eseal;
        var approval = "/engine-rest/task/"
                + JSON.readTree(eventually(() -> requester.get(tasks).body()))
                        .get(0)
                        .get("id")
                        .asText();

        var own = requester.json("POST", approval + "/complete", APPROVE);
        assertThat(own.statusCode()).isEqualTo(400);
        assertThat(own.body()).contains("You requested this seal; somebody else must decide on it.");
        assertThat(bearer("lea", "/staff/legal")
                        .json("POST", approval + "/complete", APPROVE)
                        .statusCode())
                .isEqualTo(204);

        var shipping = JSON.readTree(eventually(() -> requester
                        .get(tasks + "&taskDefinitionKey=user_confirm_shipping")
                        .body()))
                .get(0);
        assertThat(shipping.get("assignee").asText()).isEqualTo(id);
        assertThat(requester
                        .json(
                                "POST",
                                "/engine-rest/task/" + shipping.get("id").asText() + "/complete",
                                JSON.createObjectNode()
                                        .set(
                                                "variables",
                                                JSON.createObjectNode()
                                                        .set(
                                                                "request",
                                                                JSON.createObjectNode()
                                                                        .put("type", "Json")
                                                                        .put("value", ORDER)))
                                        .toString())
                        .statusCode())
                .isEqualTo(204);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> requester.get("/api/eseals/" + eseal).body().contains("\"state\":\"ORDERED\""));
        var detail = JSON.readTree(requester.get("/api/eseals/" + eseal).body());
        assertThat(detail.get("requester").asText()).isEqualTo(id);
        assertThat(detail.get("timeline"))
                .extracting(entry -> entry.get("actor").asText())
                .contains(id, "lea");
        assertThat(bearer(id + "x", "/staff").get("/api/eseals/" + eseal).statusCode())
                .as("of somebody else")
                .isEqualTo(404);
    }

    @Test
    void a_machine_requests_seals_with_a_token_of_the_provider() throws Exception {
        PROVIDER.account(
                "eseal-machine", Map.of("preferred_username", "service-account-erp", "groups", List.of("/staff")));
        var answer = Visitor.basic(port, "eseal-machine", "machine-secret")
                .form(PROVIDER.issuer() + "/oauth2/token", "grant_type=client_credentials");
        var machine = Visitor.bearer(
                port, JSON.readTree(answer.body()).get("access_token").asText());

        var accepted = machine.json("POST", "/api/eseals", ORDER);

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.headers().allValues("Set-Cookie"))
                .as("machines have no session")
                .isEmpty();
        assertThat(machine.get(accepted.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("\"requester\":\"service-account-erp\"");
        assertThat(machine.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        assertThat(machine.json("POST", "/api/eseals/ES-00000000/card-payment", "{}")
                        .statusCode())
                .as("not of finance")
                .isEqualTo(403);
        assertThat(machine.get(WHO).statusCode())
                .as("the web applications are for people")
                .isEqualTo(401);
        assertThat(machine.page(TASKLIST).statusCode()).isEqualTo(302);
    }

    /** Lines of the log, by cause. */
    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("another audience", "wrong audience, subject "),
            Map.entry("an ID token's audience", "wrong audience, subject "),
            Map.entry("no audience", "wrong audience, subject "),
            Map.entry("another issuer", "wrong issuer, subject "),
            Map.entry("no issuer", "wrong issuer, subject "),
            Map.entry("expired", "expired, subject "),
            Map.entry("ends before it begins", "wrong claims"),
            Map.entry("never expires", "no end, subject "),
            Map.entry("not yet valid", "not valid yet, subject "),
            Map.entry("changed", "wrong signature"),
            Map.entry("without its signature", "not a signed token"),
            Map.entry("alg none", "not a signed token"),
            Map.entry("signed by somebody else", "wrong signature"),
            Map.entry("signed with the public key as a secret", "unknown key"),
            Map.entry(
                    "no user",
                    "no usable user (The claim preferred_username holds no user id for this service: it is missing, "
                            + "empty or no text), subject "),
            Map.entry("no token", "not a signed token"));

    static Stream<Map.Entry<String, String>> badTokens() {
        var good = token(claims -> {});
        var parts = good.split("\\.");
        var admin = Base64URL.encode(new String(new Base64URL(parts[1]).decode(), StandardCharsets.UTF_8)
                .replace("\"mallory\"", "\"otto\""));
        var claims = new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .audience(OpenIdProvider.AUDIENCE)
                .claim("preferred_username", "mallory")
                .claim("groups", List.of("/it"))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        return Stream.of(
                Map.entry("another audience", token(it -> it.audience("another-api"))),
                Map.entry("an ID token's audience", token(it -> it.audience(OpenIdProvider.CLIENT))),
                Map.entry("no audience", token(it -> it.audience((String) null))),
                Map.entry("another issuer", token(it -> it.issuer("https://login.example.com"))),
                Map.entry("no issuer", token(it -> it.issuer(null))),
                Map.entry(
                        "expired",
                        token(it -> it.issueTime(Date.from(Instant.now().minusSeconds(600)))
                                .expirationTime(Date.from(Instant.now().minusSeconds(120))))),
                Map.entry(
                        "ends before it begins",
                        token(it -> it.expirationTime(Date.from(Instant.now().minusSeconds(120))))),
                Map.entry("never expires", token(it -> it.expirationTime(null))),
                Map.entry(
                        "not yet valid",
                        token(it -> it.notBeforeTime(Date.from(Instant.now().plusSeconds(120))))),
                Map.entry("changed", parts[0] + "." + admin + "." + parts[2]),
                Map.entry("without its signature", parts[0] + "." + parts[1] + "."),
                Map.entry("alg none", new PlainJWT(claims).serialize()),
                Map.entry("signed by somebody else", PROVIDER.token(OpenIdProvider.key(), ProviderSignInTest::mallory)),
                Map.entry("signed with the public key as a secret", signedWithAPublicKey(PROVIDER.publicKey(), claims)),
                Map.entry("no user", token(it -> it.claim("preferred_username", null))),
                Map.entry("no token", "abc"));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_token_that_is_not_for_this_service_is_refused_and_not_logged(
            Map.Entry<String, String> bad, CapturedOutput console) {
        for (var path : List.of("/api/eseals", "/engine-rest/engine")) {
            var refused = Visitor.bearer(port, bad.getValue()).get(path);
            problem(refused, 401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer error=\"invalid_token\"");
        }
        if (bad.getValue().length() > 3) {
            assertThat(console).doesNotContain(bad.getValue());
        }
        assertThat(console)
                .contains("A bearer token from 127.0.0.1 was refused: " + WHY.get(bad.getKey()))
                .doesNotContain("mallory");
    }

    @Test
    void a_token_does_not_help_a_session_ride_itself() {
        var person = Visitor.through(PROVIDER, port, "u3");
        person.get("/engine-rest/engine");
        assertThat(person.json("POST", "/engine-rest/task/count", "{}").statusCode())
                .isEqualTo(403);
        assertThat(person.json("POST", "/engine-rest/task/count", "{}", "Authorization", "Bearer abc")
                        .statusCode())
                .isEqualTo(401);
        assertThat(person.json(
                                "POST",
                                "/engine-rest/task/count",
                                "{}",
                                "X-XSRF-TOKEN",
                                person.cookie(SecurityConfiguration.CSRF_COOKIE))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void person(String login, String id, String... groups) {
        PROVIDER.account(login, Map.of("preferred_username", id, "groups", List.of(groups)));
    }

    private static String list(String name, Visitor visitor, String token) throws Exception {
        var filter = JSON.readTree(visitor.get("/camunda/api/engine/engine/default/filter?name=" + name)
                        .body())
                .get(0)
                .get("id")
                .asText();
        return visitor.json(
                        "POST",
                        "/camunda/api/engine/engine/default/filter/" + filter + "/list",
                        "{}",
                        "X-XSRF-TOKEN",
                        token)
                .body();
    }

    /** A list that is not empty. */
    private static String eventually(Supplier<String> list) {
        return Awaitility.await().atMost(PATIENCE).until(list::get, found -> found.startsWith("[{"));
    }

    private static String signedWithAPublicKey(RSAKey key, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Visitor bearer(String id, String... groups) {
        return Visitor.bearer(
                port,
                PROVIDER.token(claims -> claims.claim("preferred_username", id).claim("groups", List.of(groups))));
    }

    private static String token(Consumer<JWTClaimsSet.Builder> change) {
        return PROVIDER.token(claims -> {
            mallory(claims);
            change.accept(claims);
        });
    }

    private static void mallory(JWTClaimsSet.Builder claims) {
        claims.claim("preferred_username", "mallory").claim("groups", List.of("/it"));
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.uri()
                .resolve(answer.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
