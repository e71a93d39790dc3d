package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.security.Caller;
import io.eseal.security.Groups;
import io.eseal.setup.DemoUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:sign-in", "certcentral.base-url=http://localhost:9/"})
@ActiveProfiles("demo")
@DirtiesContext
class SignInTest {

    private static final String LOGIN_VIEW = "/camunda/api/admin/auth/user/default/login/tasklist";

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identity;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @TestConfiguration
    static class WhoIsThere {

        @RestController
        static class Probe {
            @GetMapping("/api/eseals/probe/of/the/caller")
            String caller(Caller caller) {
                return caller.id() + " " + caller.groups() + " " + caller.seesAll();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/admin/default/",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/default",
                "/camunda/lib/deps.js",
                "/engine-rest/task",
                "/engine-rest/engine",
                "/api/eseals",
                "/api/eseals/ES-00000000",
                "/api/docs",
                "/api/openapi",
                "/api/openapi/swagger-config",
                "/api/swagger-ui/index.html",
                "/actuator",
                "/actuator/env",
                "/simulator/services/v2/order",
                "/forms/pay-by-card.html",
                "/h2-console",
                "/anything",
                "/error",
                "/API/eseals",
                "/swagger-ui/index.html",
                "/engine-rest",
                "/camunda",
                "/camunda/"
            })
    void anonymous_is_refused(String path) {
        assertThat(Visitor.anonymous(port).get(path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/../engine-rest/engine",
                "/engine-rest;x=1/engine",
                "/login/../engine-rest/engine",
                "/actuator/health/../../engine-rest/engine",
                "/engine-rest//engine",
                "//engine-rest/engine",
                "/login;/../engine-rest/engine",
                "/actuator/health/%2e%2e/%2e%2e/engine-rest/engine",
                "/camunda;/api/engine/engine/default/task",
                "/camunda/app/..;/api/engine/engine/default/task"
            })
    void no_spelling_of_an_address_goes_round_the_sign_in(String path) {
        assertThat(Visitor.anonymous(port).get(path).statusCode()).isBetween(400, 499);
    }

    @Test
    void anonymous_is_refused_at_every_mapped_address() {
        var open = new ArrayList<String>();
        context.getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    var methods = info.getMethodsCondition().getMethods();
                    for (var method : methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods) {
                        info.getPatternValues().stream()
                                .map(path -> path.replaceAll("\\{[^}]*}", "x"))
                                .forEach(path -> {
                                    var status = Visitor.anonymous(port)
                                            .json(method.name(), path, "")
                                            .statusCode();
                                    if (status != 401) {
                                        open.add(method + " " + path + " " + status);
                                    }
                                });
                    }
                }));
        // Off without a secret; with one it asks for that.
        assertThat(open).containsExactly("POST /api/webhooks/certcentral 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/login"})
    void a_few_routes_are_public(String path) {
        assertThat(Visitor.anonymous(port).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_no_route_is_not_open_either() {
        assertThat(Visitor.anonymous(port)
                        .json("POST", "/api/webhooks/another", "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void machines_are_challenged_with_a_problem() {
        var refused = Visitor.anonymous(port).get("/api/eseals");
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("Basic"));
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Visitor.anonymous(port).json("POST", "/api/eseals", "{}").statusCode())
                .isEqualTo(401);
        assertThat(Visitor.basic(port, "requester", "wrong")
                        .get("/engine-rest/engine")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void people_are_sent_to_the_login_page() {
        var sent = Visitor.anonymous(port).page("/camunda/app/tasklist/default/");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @ParameterizedTest
    @CsvSource({
        "requester,requesters,false",
        "legal,legal-approvers,true",
        "security,security-approvers,true",
        "finance,finance,true",
        "operator,operators,true",
        "auditor,auditors,true",
        "admin,camunda-admin,true"
    })
    void a_demo_user_uses_basic_or_one_session_for_everything(String user, String group, boolean seesAll) {
        for (var visitor : new Visitor[] {Visitor.basic(port, user), Visitor.signedIn(port, user)}) {
            assertThat(visitor.get("/camunda/app/tasklist/default/").statusCode())
                    .isEqualTo(200);
            assertThat(visitor.get("/camunda/api/admin/auth/user/default").body())
                    .contains("\"userId\":\"" + user + "\"")
                    .contains("tasklist");
            assertThat(visitor.get("/engine-rest/engine").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/api/openapi").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/api/swagger-ui/index.html").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/api/eseals/probe/of/the/caller").body())
                    .isEqualTo(user + " [" + group + "] " + seesAll);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "requester,false,false",
        "legal,false,false",
        "finance,false,false",
        "operator,true,false",
        "auditor,true,false",
        "admin,true,true"
    })
    void applications_open_by_group(String user, boolean cockpit, boolean admin) {
        var apps = Visitor.basic(port, user)
                .get("/camunda/api/admin/auth/user/default")
                .body();
        assertThat(apps.contains("cockpit")).isEqualTo(cockpit);
        assertThat(apps.contains("\"admin\"]") || apps.contains("\"admin\",\"")).isEqualTo(admin);
    }

    @Test
    void whoever_signs_in_comes_to_the_start_page_and_signs_out_there() {
        var person = Visitor.anonymous(port);
        assertThat(person.signIn("legal", "legal")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/");
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(person.page("/").body());
        assertThat(token.find()).isTrue();
        assertThat(person.form("/logout", "_csrf=made-up").statusCode()).isEqualTo(403);
        assertThat(person.form("/logout", "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(Paths.SIGNED_OUT));
        assertThat(person.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void a_sessions_changes_need_the_token_and_basic_does_not() {
        var person = Visitor.signedIn(port, "operator");
        person.get("/engine-rest/engine");
        assertThat(person.json("POST", "/engine-rest/task/count", "{}").statusCode())
                .isEqualTo(403);
        assertThat(person.json("POST", "/engine-rest/task/count", "{}", "X-XSRF-TOKEN", "made-up")
                        .statusCode())
                .isEqualTo(403);
        var token = person.cookie(SecurityConfiguration.CSRF_COOKIE);
        assertThat(person.json("POST", "/engine-rest/task/count", "{}", "X-XSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Visitor.basic(port, "operator")
                        .json("POST", "/engine-rest/task/count", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tasklist_keeps_its_own_token() {
        var person = Visitor.signedIn(port, "legal");
        person.page("/camunda/app/tasklist/default/");
        var count = "/camunda/api/engine/engine/default/task/count";
        assertThat(person.json("POST", count, "{}", "X-XSRF-TOKEN", person.cookie("XSRF-TOKEN"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(person.json("POST", count, "{}", "X-XSRF-TOKEN", "made-up").statusCode())
                .isEqualTo(403);
    }

    @Test
    void two_pages_opened_at_once_are_handed_the_same_token() {
        var person = Visitor.signedIn(port, "legal");
        var before = jdbc.sql("select id_hash, attributes from person_session")
                .query((row, number) -> List.of(row.getString("attributes"), row.getString("id_hash")))
                .list();
        person.page("/camunda/app/tasklist/default/");
        var token = person.cookie("XSRF-TOKEN");

        // The second call has read the session before the first one kept its token in it.
        before.forEach(row -> jdbc.sql("update person_session set attributes = ? where id_hash = ?")
                .params(row)
                .update());
        person.page("/camunda/app/tasklist/default/");

        assertThat(token).matches("[0-9A-F]{32}");
        assertThat(person.cookie("XSRF-TOKEN")).isEqualTo(token);
        assertThat(person.json("POST", "/camunda/api/engine/engine/default/task/count", "{}", "X-XSRF-TOKEN", token)
                        .statusCode())
                .isEqualTo(200);
        var another = Visitor.signedIn(port, "legal");
        another.page("/camunda/app/tasklist/default/");
        assertThat(another.cookie("XSRF-TOKEN")).isNotEqualTo(token);
    }

    @Test
    void a_page_left_open_since_an_earlier_sign_in_is_told_to_load_again_and_ends_nothing() {
        var person = Visitor.signedIn(port, "legal");
        person.page("/camunda/app/tasklist/default/");
        var token = person.cookie("XSRF-TOKEN");
        var count = "/camunda/api/engine/engine/default/task/count";
        for (String stale : List.of("0123456789ABCDEF0123456789ABCDEF", " ", token.toLowerCase(Locale.ROOT))) {
            var refused = person.json("POST", count, "{}", "X-XSRF-TOKEN", stale);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("Load it again");
        }
        assertThat(person.json("POST", count, "{}").statusCode()).isEqualTo(403);

        assertThat(person.json("POST", count, "{}", "X-XSRF-TOKEN", token).statusCode())
                .as("the session goes on")
                .isEqualTo(200);
    }

    @Test
    void signing_in_changes_the_session() {
        var person = Visitor.anonymous(port);
        person.page("/camunda/app/tasklist/default/");
        var before = person.cookie("JSESSIONID");
        person.signIn("legal", "legal");
        assertThat(person.cookie("JSESSIONID")).isNotEqualTo(before);
    }

    @Test
    void leaving_tasklist_ends_the_session() {
        var person = Visitor.signedIn(port, "legal");
        person.page("/camunda/app/tasklist/default/");
        var left = person.json(
                "POST", "/camunda/api/admin/auth/user/default/logout", "", "X-XSRF-TOKEN", person.cookie("XSRF-TOKEN"));
        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(person.get("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(person.get("/camunda/api/admin/auth/user/default").statusCode())
                .isEqualTo(401);
    }

    @Test
    void tasklists_own_login_view_signs_in_to_everything() {
        var person = Visitor.anonymous(port);
        assertThat(person.get("/camunda/api/engine/engine/").body()).contains("{\"name\":\"default\"}");
        var answer = person.form(LOGIN_VIEW, "username=legal&password=legal");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .endsWith("/camunda/api/admin/auth/user/default");
        assertThat(person.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"legal\"");
        assertThat(person.get("/engine-rest/engine").statusCode()).isEqualTo(200);
        assertThat(Visitor.anonymous(port)
                        .form(LOGIN_VIEW, "username=nobody&password=x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void tasklist_follows_a_change_of_user_in_the_same_session() {
        var person = Visitor.signedIn(port, "legal");
        person.page("/camunda/app/tasklist/default/");
        person.signIn("finance", "finance");
        assertThat(person.get("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"finance\"");
    }

    @Test
    void no_other_sites_page_signs_anybody_in() {
        assertThat(Visitor.anonymous(port)
                        .form(LOGIN_VIEW, "username=legal&password=legal", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Visitor.anonymous(port)
                        .form(LOGIN_VIEW, "username=legal&password=legal", "Sec-Fetch-Site", "same-site")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Visitor.anonymous(port)
                        .form(LOGIN_VIEW, "username=legal&password=legal", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void wrong_passwords_lock_nobody() {
        var user = identity.newUser("envied");
        user.setPassword("right");
        identity.saveUser(user);
        for (int tries = 1; tries <= 15; tries++) {
            assertThat(identity.checkPassword("envied", "wrong")).isFalse();
        }
        assertThat(identity.checkPassword("envied", "right")).as("at once").isTrue();
        assertThat(identity.checkPassword("nobody-of-that-name", "right")).isFalse();
        identity.deleteUser("envied");
    }

    @Test
    void whoever_loses_a_group_loses_the_session() {
        var user = identity.newUser("leaving");
        user.setPassword("leaving");
        identity.saveUser(user);
        identity.createMembership("leaving", Groups.AUDITORS);
        var person = Visitor.signedIn(port, "leaving");
        identity.deleteMembership("leaving", Groups.AUDITORS);
        // The first call looks, later ones once a minute.
        assertThat(person.get("/api/eseals").statusCode()).isEqualTo(401);
        identity.deleteUser("leaving");
    }

    @Test
    void a_wrong_password_is_told_on_the_page_that_asks_for_it() {
        var visitor = Visitor.anonymous(port);
        var refused = visitor.follow(visitor.signIn("legal", "wrong"));

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("Invalid credentials", "name=\"password\"");
    }

    @Test
    void a_wrong_password_does_not_hold_up_the_next_right_one() {
        var user = identity.newUser("forgetful");
        user.setPassword("right");
        identity.saveUser(user);
        identity.createMembership("forgetful", Groups.AUDITORS);
        for (int tries = 0; tries < 3; tries++) {
            assertThat(Visitor.basic(port, "forgetful", "wrong")
                            .get("/engine-rest/engine")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Visitor.basic(port, "forgetful", "right")
                            .get("/engine-rest/engine")
                            .statusCode())
                    .isEqualTo(200);
        }
        identity.deleteUser("forgetful");
    }

    @Test
    void headers_protect_the_pages_without_breaking_camundas() {
        var login = Visitor.anonymous(port).get("/login").headers();
        assertThat(login.firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(login.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(login.firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(login.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(it -> assertThat(it).contains("object-src 'none'"));
    }

    /**
     * Permits scripts by their content: Camunda's nonce is one for all calls of a node, and a page beside another call
     * got the wrong one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void camundas_pages_run_their_own_scripts_and_no_others(String application) throws NoSuchAlgorithmException {
        var page = Visitor.basic(port, "admin").get("/camunda/app/" + application + "/default/");
        var policy = page.headers().allValues("Content-Security-Policy");
        assertThat(policy)
                .singleElement()
                .asString()
                .doesNotContain("nonce-")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        var scripts = Pattern.compile("<script(?![^>]* src=)[^>]*>(.*?)</script>", Pattern.DOTALL)
                .matcher(page.body())
                .results()
                .toList();
        assertThat(scripts).isNotEmpty();
        for (var script : scripts) {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(policy.get(0)).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/eseals,requester",
        "POST,/api/eseals/ES-00000000/card-payment,finance",
        "POST,/api/eseals/ES-00000000/cancellation,requester operator",
        "POST,/api/eseals/ES-00000000/revocation,requester operator",
        "POST,/api/eseals/ES-00000000/reissue,requester operator",
        "POST,/api/eseals/ES-00000000/renewal,requester operator",
        "PUT,/api/eseals/ES-00000000/csr,requester",
        "GET,/api/eseals/ES-00000000/evidence,requester auditor",
        "GET,/api/eseals,requester legal security finance operator auditor admin",
        "GET,/api/eseals/ES-00000000/certificate,requester legal security finance operator auditor admin",
        "POST,/api/ledger-checks,operator",
        "GET,/api/ledger-checks,operator auditor",
        "GET,/api/ledger-checks/1,operator auditor",
        "GET,/actuator/prometheus,operator admin",
        "GET,/actuator/metrics,operator admin",
        "DELETE,/api/ledger-checks/1,''",
        "DELETE,/api/eseals/ES-00000000,''",
        "GET,/api/not-in-the-table,''"
    })
    void routes_open_by_group(String method, String path, String permitted) {
        for (var user : DemoUsers.GROUP_OF_USER.keySet()) {
            var status = Visitor.basic(port, user)
                    .json(method, path, method.equals("GET") ? "" : "{}")
                    .statusCode();
            if ((" " + permitted + " ").contains(" " + user + " ")) {
                assertThat(status).as("%s %s as %s", method, path, user).isNotIn(401, 403);
            } else {
                assertThat(status).as("%s %s as %s", method, path, user).isEqualTo(403);
            }
        }
    }
}
