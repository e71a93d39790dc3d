package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eseal.fixtures.Keys;
import io.eseal.setup.DemoUsers;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.SerializationUtils;

/** Production as it is shipped, with an administrator and no demo, as a proxy with TLS in front of it calls it. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "eseal.allow-h2=true",
            "spring.datasource.url=jdbc:h2:file:./target/databases/hardening-${random.uuid};WRITE_DELAY=0",
            "certcentral.api-key=CANARY-OF-THE-KEY",
            "eseal.trust.lists=off",
            "eseal.trust.anchors=src/test/resources/trust/anchor.pem",
            "eseal.admin.id=ca-admin",
            "eseal.admin.password=CANARY of a password",
            "server.tomcat.accesslog.enabled=true",
            "server.tomcat.accesslog.buffered=false",
            "server.tomcat.accesslog.directory=${user.dir}/target/hardening-access-log",
            // Opened only to see that even then nothing is told.
            "management.endpoints.web.exposure.include=*",
            "eseal.ledger-check.cron=-",
            "eseal.tracking.sweep-interval=PT5M"
        })
@DirtiesContext
class HardeningTest {

    private static final String[] THROUGH_TLS = {"Accept", "text/html", "X-Forwarded-Proto", "https"};
    private static final String DOCTYPE =
            "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                    + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\"><process "
                    + "id=\"p\" name=\"&e;\" isExecutable=\"true\"/></definitions>";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void cookies_travel_over_tls_only_and_are_not_for_other_sites() {
        var token = Visitor.anonymous(port).get("/login", THROUGH_TLS).headers().allValues("Set-Cookie");
        assertThat(token)
                .singleElement()
                .asString()
                .contains("ESEAL-XSRF-TOKEN", "Secure")
                .containsIgnoringCase("SameSite=Lax");
        assertThat(Visitor.anonymous(port).get("/login").headers().allValues("Set-Cookie"))
                .as("where no proxy says that it did TLS")
                .singleElement()
                .asString()
                .contains("ESEAL-XSRF-TOKEN", "Secure");
        var session = signIn().headers().allValues("Set-Cookie");
        assertThat(session)
                .extracting(cookie -> cookie.split("=")[0])
                .contains("JSESSIONID", "ESEAL-XSRF-TOKEN", KnownCallers.COOKIE);
        assertThat(session).allSatisfy(cookie -> assertThat(cookie).contains("; Secure"));
        assertThat(session)
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID"))
                .singleElement()
                .asString()
                .contains("Secure", "HttpOnly")
                .containsIgnoringCase("SameSite=Lax");

        var tasklists = admin().get("/camunda/app/tasklist/default/", THROUGH_TLS)
                .headers()
                .allValues("Set-Cookie");
        assertThat(tasklists)
                .filteredOn(cookie -> cookie.startsWith("XSRF-TOKEN"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure").containsIgnoringCase("SameSite=Lax"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/cockpit/default/",
                "/api/docs",
                "/api/swagger-ui/index.html",
                "/api/eseals",
                "/engine-rest/engine",
                "/not-there"
            })
    void every_answer_carries_the_headers(String path) {
        var headers = admin().get(path, THROUGH_TLS).headers();
        assertThat(headers.firstValue("Strict-Transport-Security"))
                .as("a year")
                .hasValueSatisfying(it -> assertThat(it).contains("max-age=31536000", "includeSubDomains"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'self'")
                .containsPattern("frame-ancestors '(self|none)'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/env/certcentral.api-key",
                "/actuator/configprops",
                "/actuator/configprops/certcentral",
                "/actuator/beans",
                "/actuator/loggers",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/actuator/health",
                "/actuator/mappings",
                "/actuator/conditions",
                "/actuator/threaddump"
            })
    void the_actuator_tells_no_secret_were_it_ever_opened(String path) {
        var answer = admin().get(path);
        assertThat(answer.statusCode()).isIn(200, 404);
        assertThat(answer.body()).doesNotContain("CANARY");
    }

    @Test
    void the_start_leaves_no_secret_in_the_log(CapturedOutput log) {
        admin().get("/api/eseals");
        Visitor.basic(port, "nobody", "CANARY but wrong").get("/api/eseals");
        assertThat(log.getAll()).contains("Sign-in of nobody refused").doesNotContain("CANARY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/h2-console",
                "/h2-console/",
                "/h2-console/login.do",
                "/simulator/services/v2/order",
                "/simulator/control",
                "/actuator/heapdump/..;/env",
                "/swagger-ui.html",
                "/v3/api-docs"
            })
    void what_belongs_to_development_is_not_there(String path) {
        assertThat(admin().get(path).statusCode()).isIn(400, 403, 404);
    }

    @Test
    void nobody_of_the_demo_can_sign_in() {
        DemoUsers.GROUP_OF_USER
                .keySet()
                .forEach(user -> assertThat(
                                Visitor.basic(port, user).get("/api/eseals").statusCode())
                        .as(user)
                        .isEqualTo(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void nobody_deploys_over_rest_not_even_an_administrator(String engineRest) {
        var part = "--b\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
        var body = part.formatted("deployment-name", "", "evil")
                + part.formatted("x", "; filename=\"x.bpmn\"", "<definitions/>") + "--b--\r\n";
        var before = repository.createDeploymentQuery().count();
        var answer = engineRest.startsWith("/camunda")
                ? withTasklistsToken(engineRest + "/deployment/create", body)
                : admin().send(
                                "POST",
                                engineRest + "/deployment/create",
                                body,
                                "Content-Type",
                                "multipart/form-data; boundary=b");
        assertThat(answer.statusCode()).isEqualTo(403);
        var deployed = repository.createDeploymentQuery().list().get(0).getId();
        assertThat(admin().json("DELETE", "/engine-rest/deployment/" + deployed + "?cascade=true", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin().json("POST", "/engine-rest/deployment/" + deployed + "/redeploy", "{}")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    private HttpResponse<String> withTasklistsToken(String path, String body) {
        var cookies = cookies(admin().get("/camunda/app/tasklist/default/", THROUGH_TLS));
        return admin().send(
                        "POST",
                        path,
                        body,
                        "Content-Type",
                        "multipart/form-data; boundary=b",
                        "Cookie",
                        cookies,
                        "X-XSRF-TOKEN",
                        value(cookies, "XSRF-TOKEN"));
    }

    @Test
    void external_entities_are_not_read() {
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addString("x.bpmn", DOCTYPE)
                        .deploy())
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void the_engine_is_as_closed_as_it_can_be() {
        var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        assertThat(settings.isAuthorizationEnabled()).isTrue();
        assertThat(settings.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(settings.isEnableXxeProcessing()).isFalse();
        assertThat(settings.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(settings.getQueryMaxResultsLimit()).isEqualTo(2000);
        assertThat(settings.isEnableScriptEngineLoadExternalResources()).isFalse();
        assertThat(settings.getScriptEngineResolver().getScriptEngine("javascript", false))
                .as("no script engine on the class path")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/task|{\"assigneeExpression\": \"${currentUser()}\"}",
                "POST|/task/count|{\"dueAfterExpression\": \"${now()}\"}",
                "GET|/task?assigneeExpression=$%7BcurrentUser()%7D|",
                "GET|/task?createdBeforeExpression=%23%7Bnow()%7D|"
            })
    void nobody_has_an_expression_evaluated_by_asking(String method, String path, String body) {
        var answer = admin().json(method, "/engine-rest" + path, body == null ? "" : body);
        assertThat(answer.statusCode()).isBetween(400, 599);
        assertThat(answer.body()).contains("Expressions are forbidden in queries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/process-instance",
                "/execution",
                "/task",
                "/job",
                "/job-definition",
                "/incident",
                "/variable-instance",
                "/user",
                "/group",
                "/tenant",
                "/authorization",
                "/deployment",
                "/process-definition",
                "/decision-definition",
                "/case-definition",
                "/filter",
                "/batch",
                "/external-task",
                "/event-subscription",
                "/message",
                "/history/process-instance",
                "/history/activity-instance",
                "/history/task",
                "/history/variable-instance",
                "/history/detail",
                "/history/incident",
                "/history/job-log",
                "/history/decision-instance",
                "/history/user-operation",
                "/history/batch",
                "/history/identity-link-log",
                "/process-definition/statistics",
                "/batch/statistics",
                "/job-definition/count",
                "/task/count",
                "/engine",
                "/version",
                "/schema/log",
                "/metrics",
                "/history/external-task-log",
                "/user/count",
                "/history/task/report?reportType=count&groupBy=taskName",
                "/identity/groups?userId=ca-admin",
                "/process-definition/key/eseal-lifecycle",
                "/process-definition/key/eseal-lifecycle/xml",
                "/process-definition/key/eseal-lifecycle/startForm"
            })
    void who_asks_for_no_page_gets_the_first_and_nobody_gets_everything(String list) {
        var answer = admin().get("/engine-rest" + list);
        assertThat(answer.statusCode()).as(list + " " + answer.body()).isEqualTo(list.equals("/message") ? 405 : 200);
    }

    @Test
    void more_than_a_page_is_refused() {
        assertThat(admin().get("/engine-rest/process-instance?maxResults=2001").toString())
                .contains("400");
        assertThat(admin().get("/engine-rest/process-instance?maxResults=2000").statusCode())
                .isEqualTo(200);
        assertThat(admin().json("POST", "/engine-rest/process-instance", "{}").statusCode())
                .isEqualTo(200);
        assertThat(admin().json("POST", "/engine-rest/history/process-instance?firstResult=0", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_session_changes_nothing_of_ours_without_its_token_and_a_password_needs_none() {
        var session = cookies(signIn());
        var token = value(
                cookies(Visitor.anonymous(port).get("/engine-rest/engine", "Cookie", session)), "ESEAL-XSRF-TOKEN");
        var both = session + "; ESEAL-XSRF-TOKEN=" + token;
        for (var call : List.of(
                "/api/eseals",
                "/api/eseals/ES-00000000/card-payment",
                "/api/eseals/ES-00000000/cancellation",
                "/api/ledger-checks")) {
            assertThat(Visitor.anonymous(port)
                            .json("POST", call, "{}", "Cookie", both)
                            .body())
                    .contains("Send the value of the cookie ESEAL-XSRF-TOKEN");
            assertThat(Visitor.anonymous(port)
                            .json("POST", call, "{}", "Cookie", both, "X-XSRF-TOKEN", "made-up")
                            .body())
                    .contains("Send the value of the cookie");
            assertThat(Visitor.anonymous(port)
                            .json("POST", call, "{}", "Cookie", both, "X-XSRF-TOKEN", token)
                            .body())
                    .doesNotContain("ESEAL-XSRF-TOKEN", "Sign in with");
            assertThat(admin().json("POST", call, "{}").body()).doesNotContain("ESEAL-XSRF-TOKEN", "Sign in with");
        }
    }

    @Test
    void what_people_write_forges_no_line_of_the_log(CapturedOutput log) {
        Visitor.basic(port, "evil\r\n2026-01-01 INFO forged by a user name").get("/api/eseals");
        org.slf4j.LoggerFactory.getLogger(HardeningTest.class)
                .warn(
                        "CertCentral said: {}",
                        "no\r\n2026-01-01T00:00:00.000Z  INFO forged by an answer\u2028and again\u001b[2K");
        assertThat(log.getAll().lines())
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .anyMatch(line -> line.contains("forged by a user name"))
                .anyMatch(line -> line.contains("forged by an answer_and again_[2K"));
    }

    /** The connector quotes what it cannot read, before anything looks into it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/eseals?q=4242 4242 4242 4242 HTTP/1.1\r\nHost: localhost",
                "GET /api/eseals?q=4242424242424242| HTTP/1.1\r\nHost: localhost",
                "4242424242424242@ / HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1\r\nHost: 4242424242424242|",
                "GET / HTTP/1.1\r\nHost: localhost\r\n4242 4242 4242 4242: x",
                "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID=4242 4242 4242 4242; b=\"",
                "GET /login?a=%zz&b=4242-4242-4242-4242 HTTP/1.1\r\nHost: localhost",
                "GET /login?a=4242424242424242 HTTP/1.1\r\nHost: a\r\nHost: b",
                "TRACE /login?a=4242424242424242 HTTP/1.1\r\nHost: a",
                "GET /login?a=4242424242424242 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x",
                "GET /%ff4242424242424242 HTTP/1.1\r\nHost: a"
            })
    void what_the_connector_cannot_read_is_not_in_the_log(String call, CapturedOutput log) throws Exception {
        try (var connection = new Socket("localhost", port)) {
            connection
                    .getOutputStream()
                    .write((call + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 ");
        }
        Visitor.anonymous(port).get("/login?an=ordinary-call");
        assertThat(log.getAll()).doesNotContainPattern("4242\\W?4242");
        // The connector writes its line once the answer is sent.
        await().untilAsserted(() -> assertThat(accessLog()).contains("/login?an=ordinary-call"));
        assertThat(accessLog()).doesNotContainPattern("4242\\W?4242");
    }

    private static String accessLog() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/hardening-access-log"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void no_private_key_that_came_as_a_user_name_is_in_the_log(CapturedOutput log) throws Exception {
        String key = Base64.getEncoder().encodeToString(Keys.ec().getPrivate().getEncoded());
        assertThat(Visitor.basic(port, key).get("/api/eseals").statusCode()).isEqualTo(400);
        var page = Visitor.anonymous(port);
        page.form(
                "/login",
                "username=" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "&password=x&_csrf="
                        + Visitor.csrf(page.get("/login").body()));
        assertThat(log.getAll()).doesNotContain(key);
    }

    @Test
    void plain_http_is_told_on_the_sign_in_page_where_sessions_need_tls() {
        assertThat(Visitor.anonymous(port).page("/login").body())
                .containsOnlyOnce(PlainHttpNotice.SENTENCE)
                .contains("name=\"password\"");
        assertThat(Visitor.anonymous(port).get("/login", THROUGH_TLS).body())
                .doesNotContain(PlainHttpNotice.SENTENCE)
                .contains("name=\"password\"");
    }

    @Test
    void no_header_leads_sign_in_to_another_host() throws Exception {
        String[] lie = {
            "Accept",
            "text/html",
            "X-Forwarded-Proto",
            "https",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Port",
            "444"
        };
        var sent = Visitor.anonymous(port).get("/camunda/app/tasklist/default/?x=y", lie);
        assertThat(sent.headers().firstValue("Location")).hasValue("/login");
        var page = Visitor.anonymous(port).get("/login", with(lie, "Cookie", cookies(sent)));
        var in = Visitor.anonymous(port)
                .send(
                        "POST",
                        "/login",
                        "username=ca-admin&password=CANARY+of+a+password&_csrf=" + Visitor.csrf(page.body()),
                        with(
                                lie,
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Cookie",
                                cookies(sent) + "; " + cookies(page)));
        assertThat(in.headers().firstValue("Location").orElseThrow()).startsWith("/camunda/app/tasklist/default/?x=y");
        try (var connection = new Socket("localhost", port)) {
            connection
                    .getOutputStream()
                    .write(
                            "GET /camunda/app/tasklist/default/ HTTP/1.0\r\nHost: evil.example\r\nAccept: text/html\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Location: /login")
                    .doesNotContain("evil");
        }
    }

    @Test
    void of_a_stranger_who_asks_for_a_page_its_address_is_kept_and_nothing_else() {
        var before = strangers();
        var sent = Visitor.anonymous(port)
                .get("/camunda/app/tasklist/default/", with(THROUGH_TLS, "X-Large", "x".repeat(20_000)));
        assertThat(cookies(sent)).contains("JSESSIONID");
        assertThat(strangers()).as("sessions that are bounded").isEqualTo(before + 1);
        var longest = Visitor.anonymous(port).get("/camunda/app/tasklist/default/?x=" + "y".repeat(5000), THROUGH_TLS);
        assertThat(cookies(longest)).doesNotContain("JSESSIONID");

        signIn();
        assertThat(strangers()).as("who has signed in is not among them").isEqualTo(before + 1);

        var request = new MockHttpServletRequest("GET", "/");
        request.addHeader("Accept", "text/html");
        request.addHeader("X-Large", "x".repeat(20_000));
        request.setCookies(new Cookie("large", "x".repeat(10_000)));
        new SavedPages().saveRequest(request, new MockHttpServletResponse());
        var kept = request.getSession();
        assertThat(Collections.list(kept.getAttributeNames()))
                .allSatisfy(name -> assertThat(SerializationUtils.serialize(kept.getAttribute(name)))
                        .hasSizeLessThan(1000));
    }

    private int strangers() {
        return jdbc.sql("select count(*) from person_session where person is null")
                .query(Integer.class)
                .single();
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    private Visitor admin() {
        return Visitor.basic(port, "ca-admin", "CANARY of a password");
    }

    /**
     * Signs in over plain http, as behind a proxy that does not report its TLS; the session's cookie is for TLS all the
     * same.
     */
    private HttpResponse<String> signIn() {
        var page = Visitor.anonymous(port).get("/login", THROUGH_TLS);
        return Visitor.anonymous(port)
                .send(
                        "POST",
                        "/login",
                        "username=ca-admin&password=CANARY+of+a+password&_csrf=" + Visitor.csrf(page.body()),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        cookies(page));
    }

    /** Returns the cookies of an answer; a client would keep them for https, which the test does not have. */
    private static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }

    private static String value(String cookies, String name) {
        return Stream.of(cookies.split("; "))
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + " in " + cookies));
    }
}
