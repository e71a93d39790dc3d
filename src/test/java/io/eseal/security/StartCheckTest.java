package io.eseal.security;

import io.eseal.EsealOrchestratorApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class StartCheckTest {

    private final MockEnvironment complete = new MockEnvironment()
            .withProperty("certcentral.api-key", "key")
            .withProperty("spring.datasource.url", "jdbc:postgresql://db/eseal");

    @Test
    void completeSettingsPass() {
        assertThat(StartCheck.findings(complete)).isEmpty();
    }

    @Test
    void eachMissingSettingHasItsSentence() {
        assertThat(StartCheck.findings(complete.withProperty("certcentral.api-key", " ")))
                .singleElement().asString().startsWith("CERTCENTRAL_API_KEY is not set");
        assertThat(StartCheck.findings(new MockEnvironment().withProperty("certcentral.api-key", "key")))
                .singleElement().asString().startsWith("SPRING_DATASOURCE_URL is not set");
        assertThat(StartCheck.findings(new MockEnvironment())).hasSize(2);
    }

    @Test
    void theDemoNeedsNeither() {
        var demo = new MockEnvironment();
        demo.setActiveProfiles("demo");
        assertThat(StartCheck.findings(demo)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://certcentral.digicert.eu/services/v2", "http://localhost:8080/x", "http://127.0.0.1:1/", "http://[::1]:80/"})
    void theKeyTravelsOverHttpsOrLoopback(String address) {
        assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://certcentral.digicert.eu/services/v2", "http://127.0.0.1.evil.example/", "http://localhost.evil.example",
            "http://localhost@evil.example/", "ftp://localhost/", "file:///etc/passwd", "certcentral.digicert.eu", "https://", "not an address"})
    void theKeyTravelsNowhereElse(String address) {
        assertThat(StartCheck.findings(complete.withProperty("certcentral.base-url", address)))
                .singleElement().asString().startsWith("CERTCENTRAL_BASE_URL is '" + address.replace("localhost@", "…@") + "'");
    }

    @Test
    void theConsoleShowsTheSentencesAndNoStackTrace() throws Exception {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), EsealOrchestratorApplication.class.getName()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CERTCENTRAL_") || name.startsWith("SPRING_"));
        var process = builder.start();
        var console = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(console).containsOnlyOnce("CERTCENTRAL_API_KEY is not set").containsOnlyOnce("SPRING_DATASOURCE_URL is not set")
                .doesNotContain("\tat ").doesNotContain("Exception");
    }
}
