package io.eseal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.EsealOrchestratorApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class StartCheckTest {

    private static final String ANCHORS = "src/test/resources/trust/anchor.pem";

    private final MockEnvironment complete = new MockEnvironment()
            .withProperty("certcentral.api-key", "key")
            .withProperty("spring.datasource.url", "jdbc:postgresql://db/eseal")
            .withProperty("eseal.trust.lists", "off")
            .withProperty("eseal.trust.anchors", ANCHORS);

    @Test
    void complete_settings_pass() {
        assertThat(StartCheck.findings(complete)).isEmpty();
    }

    @Test
    void each_missing_setting_has_its_sentence() {
        assertThat(StartCheck.findings(complete.withProperty("certcentral.api-key", " ")))
                .singleElement()
                .asString()
                .startsWith("CERTCENTRAL_API_KEY is not set");
        assertThat(StartCheck.findings(
                        complete.withProperty("certcentral.api-key", "key").withProperty("spring.datasource.url", "")))
                .singleElement()
                .asString()
                .startsWith("SPRING_DATASOURCE_URL is not set");
        assertThat(StartCheck.findings(new MockEnvironment())).hasSize(3);
    }

    @Test
    void the_eus_lists_need_to_know_who_may_sign_them() {
        complete.withProperty("eseal.trust.lists", "https://ec.europa.eu/tools/lotl/eu-lotl.xml");
        assertThat(StartCheck.findings(complete))
                .singleElement()
                .asString()
                .startsWith("ESEAL_TRUST_LIST_SIGNERS is not set");
        assertThat(StartCheck.findings(complete.withProperty("eseal.trust.list-signers", ANCHORS)))
                .isEmpty();
    }

    @Test
    void somebody_must_be_trusted() {
        assertThat(StartCheck.findings(complete.withProperty("eseal.trust.anchors", "")))
                .singleElement()
                .asString()
                .startsWith("Nothing says which certificates to trust: set ESEAL_TRUST_ANCHORS");
    }

    @Test
    void anchors_that_cannot_be_read_are_told_with_their_file_and_the_reason() {
        assertThat(StartCheck.findings(complete.withProperty("eseal.trust.anchors", "nowhere/anchors.pem")))
                .containsExactly("ESEAL_TRUST_ANCHORS is 'nowhere/anchors.pem': there is no such file.");
        assertThat(StartCheck.findings(complete.withProperty("eseal.trust.anchors", "pom.xml")))
                .containsExactly(
                        "ESEAL_TRUST_ANCHORS is 'pom.xml': it is neither PEM nor a PKCS#12 file that its password opens.");
    }

    @Test
    void mail_needs_to_know_where_its_links_lead() {
        assertThat(StartCheck.findings(complete.withProperty("spring.mail.host", "mail.example.org")))
                .singleElement()
                .asString()
                .startsWith("ESEAL_NOTIFICATION_BASE_URL is not set though SPRING_MAIL_HOST is");
        assertThat(StartCheck.findings(
                        complete.withProperty("eseal.notification.base-url", "https://seals.example.org")))
                .isEmpty();
    }

    @Test
    void sign_in_elsewhere_needs_to_know_where_it_sends_people_back_to() {
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.base-url", "")))
                .singleElement()
                .asString()
                .startsWith("ESEAL_BASE_URL is not set though ESEAL_SECURITY_OIDC_ISSUER is");
        assertThat(StartCheck.findings(complete.withProperty("eseal.base-url", "https://seals.example.org")))
                .isEmpty();
    }

    @Test
    void the_demo_needs_a_certcentral_alone() {
        assertThat(StartCheck.findings(demo().withProperty("certcentral.base-url", "http://localhost:8090/")))
                .isEmpty();
        for (var none : List.of("", " ")) {
            assertThat(StartCheck.findings(demo().withProperty("certcentral.base-url", none)))
                    .singleElement()
                    .asString()
                    .startsWith("CERTCENTRAL_BASE_URL is not set")
                    .contains("java -jar eseal-orchestrator-simulator.jar", "mvn spring-boot:run");
        }
    }

    /** A demo that nobody gave a stand-in must not talk to the real CertCentral. */
    @Test
    void the_demo_from_the_jar_alone_says_how_to_start_the_stand_in() throws Exception {
        assertThat(console(Map.of("SPRING_PROFILES_ACTIVE", "demo")))
                .contains("The service did not start:")
                .containsOnlyOnce("CERTCENTRAL_BASE_URL is not set")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./data/eseal",
                "jdbc:h2:mem:x",
                " jdbc:h2:tcp://localhost/x",
                "jdbc:h2:file:./data/eseal;WRITE_DELAY=0"
            })
    void production_runs_on_no_h2_unless_told_so(String address) {
        assertThat(StartCheck.findings(complete.withProperty("spring.datasource.url", address)))
                .singleElement()
                .asString()
                .startsWith("SPRING_DATASOURCE_URL leads to an H2 database")
                .contains("ESEAL_ALLOW_H2=true");
        assertThat(StartCheck.findings(complete.withProperty("eseal.allow-h2", "true")))
                .isEmpty();
    }

    @Test
    void secrets_may_come_from_files(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("certcentral.api-key"), "the key\n");
        Files.writeString(secrets.resolve("spring.datasource.url"), "jdbc:postgresql://db/eseal\n");
        Files.writeString(secrets.resolve("spring.datasource.password"), "a password\n");
        Files.writeString(secrets.resolve("eseal.trust.list-signers"), ANCHORS + "\n");
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.import=configtree:" + secrets + "/")
                .run(context -> {
                    assertThat(StartCheck.findings(context.getEnvironment())).isEmpty();
                    assertThat(context.getEnvironment().getProperty("certcentral.api-key"))
                            .isEqualTo("the key");
                    assertThat(context.getEnvironment().getProperty("spring.datasource.password"))
                            .isEqualTo("a password");
                });
    }

    private static MockEnvironment demo() {
        var demo = new MockEnvironment();
        demo.setActiveProfiles("demo");
        return demo;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://certcentral.digicert.eu/services/v2",
                "HTTPS://CertCentral.digicert.eu:443/services/v2",
                "https://www.digicert.com/services/v2"
            })
    void the_key_travels_to_CertCentral(String address) {
        assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/x", "http://127.0.0.1:1/", "http://[::1]:80/", "https://localhost:8443/"})
    void the_key_travels_to_loopback(String address) {
        var demo = new MockEnvironment().withProperty("certcentral.base-url", address);
        demo.setActiveProfiles("demo");
        assertThat(StartCheck.findings(demo)).isEmpty();
        assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address)))
                .isEmpty();
    }

    @Test
    void the_key_travels_to_hosts_that_an_administrator_names() {
        complete.withProperty("certcentral.allowed-hosts", "gateway.example, Proxy.example:8443");
        for (var address : List.of("https://gateway.example/v2", "https://proxy.example:8443/")) {
            assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address)))
                    .as(address)
                    .isEmpty();
        }
        for (var address : List.of(
                "http://gateway.example/v2",
                "https://gateway.example:8443/",
                "https://proxy.example/",
                "https://a.gateway.example/")) {
            assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address)))
                    .as(address)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://certcentral.digicert.eu/services/v2",
                "http://127.0.0.1.evil.example/",
                "http://localhost.evil.example",
                "http://localhost@evil.example/",
                "https://certcentral.digicert.eu@evil.example/",
                "https://evil.example/",
                "https://certcentral.digicert.eu.evil.example/",
                "https://certcentral.digicert.eu:8443/",
                "https://certcentral.digicert.eu./",
                "https://169.254.169.254/latest/meta-data",
                "http://169.254.169.254/",
                "https://0x7f000001/",
                "http://0x7f.1/",
                "https://2130706433/",
                "https://[::ffff:7f00:1]/",
                "https://[fd00::1]/",
                "https://10.0.0.1/",
                "https://0.0.0.0/",
                "//certcentral.digicert.eu/",
                "gopher://certcentral.digicert.eu/",
                "ftp://localhost/",
                "file:///etc/passwd",
                "certcentral.digicert.eu",
                "https://",
                "not an address"
            })
    void the_key_travels_nowhere_else(String address) {
        assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address)))
                .singleElement()
                .asString()
                .startsWith("CERTCENTRAL_BASE_URL is '" + address.replaceAll("//[^/]*@", "//…@") + "'");
    }

    private MockEnvironment withProvider() {
        return complete.withProperty("eseal.security.oidc.issuer", "https://login.example.eu/realms/corp")
                .withProperty("eseal.security.oidc.client-id", "eseal")
                .withProperty("eseal.security.oidc.client-secret", "secret")
                .withProperty("eseal.security.oidc.groups.requesters", "staff")
                .withProperty("eseal.base-url", "https://seals.example.org");
    }

    @Test
    void open_id_connect_needs_its_secret_its_name_and_a_group() {
        assertThat(StartCheck.findings(withProvider())).isEmpty();
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.client-secret", "")))
                .singleElement()
                .asString()
                .startsWith("ESEAL_SECURITY_OIDC_CLIENT_SECRET is not set");
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.client-id", " ")))
                .singleElement()
                .asString()
                .startsWith("ESEAL_SECURITY_OIDC_CLIENT_ID is not set");
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.groups.requesters", "")))
                .singleElement()
                .asString()
                .startsWith("No setting ESEAL_SECURITY_OIDC_GROUPS_");
    }

    @Test
    void an_id_token_cannot_become_a_bearer_token() {
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.audience", "eseal-api")))
                .isEmpty();
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.audience", "eseal")))
                .singleElement()
                .asString()
                .startsWith("ESEAL_SECURITY_OIDC_AUDIENCE is the client id");
    }

    @Test
    void half_an_open_id_connect_is_not_taken_for_passwords() {
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.issuer", "")))
                .singleElement()
                .asString()
                .startsWith("ESEAL_SECURITY_OIDC_ISSUER is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.eu/",
                "login.example.eu",
                "https://user:password@login.example.eu/",
                "ldap://localhost"
            })
    void the_client_secret_travels_over_https_or_loopback(String issuer) {
        assertThat(StartCheck.findings(withProvider().withProperty("eseal.security.oidc.issuer", issuer)))
                .singleElement()
                .asString()
                .startsWith("ESEAL_SECURITY_OIDC_ISSUER is '")
                .doesNotContain("password");
        assertThat(StartCheck.findings(
                        withProvider().withProperty("eseal.security.oidc.issuer", "http://localhost:8180/realms/corp")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/eseal?password=secret",
                "jdbc:postgresql:/db:x/eseal?password=secret",
                "jdbc:mysql://db/eseal?password=secret",
                "jdbc:postgresql://db:99999/secret",
                "localhost"
            })
    void the_address_of_the_database_is_one(String address) {
        assertThat(StartCheck.findings(complete.withProperty("spring.datasource.url", address)))
                .singleElement()
                .asString()
                .startsWith("SPRING_DATASOURCE_URL ")
                .contains("jdbc:postgresql://HOST:PORT/DATABASE")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "99999", "-2", "70000000000", "http", "80 80"})
    void a_port_is_one(String port) {
        assertThat(StartCheck.findings(complete.withProperty("server.port", port)))
                .singleElement()
                .asString()
                .startsWith("SERVER_PORT is '" + port + "'")
                .contains("65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "80", "65535", " 8080 ", ""})
    void any_port_there_is_may_be_used(String port) {
        assertThat(StartCheck.findings(
                        complete.withProperty("server.port", port).withProperty("management.server.port", port)))
                .isEmpty();
    }

    @Test
    void a_profile_that_is_none_is_told_in_sentences() throws Exception {
        assertThat(console(Map.of("SPRING_PROFILES_ACTIVE", "!demo")))
                .contains("The service did not start:")
                .contains("SPRING_PROFILES_ACTIVE names no profile: Profile '!demo' must contain")
                .doesNotContain("\tat ");
    }

    @Test
    void a_database_that_cannot_be_reached_is_told_in_sentences() throws Exception {
        assertThat(console(Map.of(
                        "CERTCENTRAL_API_KEY",
                        "key",
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://127.0.0.1:1/eseal",
                        "ESEAL_TRUST_LISTS",
                        "off",
                        "ESEAL_TRUST_ANCHORS",
                        ANCHORS,
                        "SERVER_PORT",
                        "0")))
                .contains("The service did not start:")
                .containsPattern("The database that SPRING_DATASOURCE_URL names cannot be used: .*127\\.0\\.0\\.1:1")
                .contains("Check SPRING_DATASOURCE_URL")
                .doesNotContain("\tat ");
    }

    @Test
    void whatever_is_wrapped_around_the_reason_is_looked_through() {
        var reason = new SQLException("Connection to db refused", "08001");
        Throwable failure = reason;
        for (int depth = 0; depth < 40; depth++) {
            failure = new IllegalStateException("needs another one", failure);
        }
        assertThat(new StartFailureAnalyzer().analyze(failure).getDescription()).endsWith("Connection to db refused");
        assertThat(new StartFailureAnalyzer()
                        .analyze(new IllegalStateException(new StartRefusedException(List.of("No."))))
                        .getDescription())
                .isEqualTo("No.");
        assertThat(new StartFailureAnalyzer()
                        .analyze(new IllegalStateException(new SQLException("relation does not exist", "42P01"))))
                .as("its stack trace tells more")
                .isNull();
    }

    @Test
    void the_console_shows_the_sentences_and_no_stack_trace() throws Exception {
        var console = console(Map.of());
        assertThat(console.lines())
                .as(console)
                .anyMatch(line -> line.matches(
                        ".* ERROR .*:   CERTCENTRAL_API_KEY is not set: [^_]*SPRING_PROFILES_ACTIVE=demo\\."))
                .anyMatch(line -> line.matches(
                        ".* ERROR .*:   SPRING_DATASOURCE_URL is not set: [^_]*SPRING_PROFILES_ACTIVE=demo\\."));
        assertThat(console)
                .containsOnlyOnce("CERTCENTRAL_API_KEY is not set")
                .containsOnlyOnce("SPRING_DATASOURCE_URL is not set")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    /** Returns the output of a start with these settings alone. */
    private static String console(Map<String, String> settings) throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EsealOrchestratorApplication.class.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CERTCENTRAL_") || name.startsWith("SPRING_"));
        builder.environment().putAll(settings);
        var process = builder.start();
        var console = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return console;
    }
}
