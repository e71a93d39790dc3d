package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

class CertCentralSettingsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean("databaseAway", BooleanSupplier.class, () -> () -> false)
            .withBean(DataSource.class, () -> new DriverManagerDataSource("jdbc:h2:mem:settings"))
            .withBean(PlatformTransactionManager.class, () -> mock(PlatformTransactionManager.class));

    @Test
    void a_key_is_all_that_production_needs() {
        application.withPropertyValues("certcentral.api-key=k").run(context -> {
            CertCentralSettings settings = context.getBean(CertCentralSettings.class);
            assertThat(settings)
                    .isEqualTo(CertCentralSettings.of(URI.create("https://certcentral.digicert.eu/services/v2"), "k"));
            assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(20));
            assertThat(settings.maxResponseSize()).isEqualTo(DataSize.ofMegabytes(2));
            assertThat(settings.updateCsr().enabled()).isFalse();
            assertThat(context).hasSingleBean(CertCentral.class).hasSingleBean(Availability.class);
            assertThat(context.getBean(LimitSettings.class))
                    .isEqualTo(new LimitSettings(
                            80,
                            Duration.ofSeconds(5),
                            800,
                            Duration.ofMinutes(3),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(3)));
            assertThat(context.getBean(BreakerSettings.class))
                    .isEqualTo(new BreakerSettings(20, 10, 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 3));
        });
    }

    @Test
    void limits_and_breaker_are_set_by_the_environment() {
        application
                .withPropertyValues("certcentral.api-key=k")
                .withInitializer(context -> TestPropertyValues.of(
                                "CERTCENTRAL_LIMITS_CALLS_PER_SHORT_WINDOW=10",
                                "CERTCENTRAL_LIMITS_SHORT_WINDOW=PT1S",
                                "CERTCENTRAL_LIMITS_CALLS_PER_LONG_WINDOW=20",
                                "CERTCENTRAL_LIMITS_LONG_WINDOW=PT2S",
                                "CERTCENTRAL_LIMITS_LONGEST_WAIT=PT3S",
                                "CERTCENTRAL_LIMITS_FIRST_PAUSE=PT4S",
                                "CERTCENTRAL_LIMITS_LONGEST_PAUSE=PT5S",
                                "CERTCENTRAL_BREAKER_CALLS=6",
                                "CERTCENTRAL_BREAKER_LEAST_CALLS=5",
                                "CERTCENTRAL_BREAKER_FAILURE_RATE=40",
                                "CERTCENTRAL_BREAKER_FIRST_WAIT=PT7S",
                                "CERTCENTRAL_BREAKER_LONGEST_WAIT=PT8S",
                                "CERTCENTRAL_BREAKER_PROBES=1")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .run(context -> {
                    assertThat(context.getBean(LimitSettings.class))
                            .isEqualTo(new LimitSettings(
                                    10,
                                    Duration.ofSeconds(1),
                                    20,
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(3),
                                    Duration.ofSeconds(4),
                                    Duration.ofSeconds(5)));
                    assertThat(context.getBean(BreakerSettings.class))
                            .isEqualTo(new BreakerSettings(6, 5, 40, Duration.ofSeconds(7), Duration.ofSeconds(8), 1));
                });
    }

    @Test
    void the_same_key_at_the_same_address_is_named_alike_and_the_name_does_not_tell_it() {
        String id = CertCentralSettings.of(URI.create("https://example.com/v2"), "the-secret-key")
                .keyId();

        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(CertCentralSettings.of(URI.create("https://example.com/v2/"), "the-secret-key")
                        .keyId())
                .isEqualTo(id);
        assertThat(CertCentralSettings.of(URI.create("https://example.com/v2"), "another-key")
                        .keyId())
                .isNotEqualTo(id);
        assertThat(CertCentralSettings.of(URI.create("https://example.org/v2"), "the-secret-key")
                        .keyId())
                .isNotEqualTo(id);
    }

    @Test
    void every_setting_can_be_given() {
        application
                .withPropertyValues(
                        "certcentral.api-key=k",
                        "certcentral.base-url=http://localhost:9/x",
                        "certcentral.connect-timeout=PT1S",
                        "certcentral.call-timeout=PT2S",
                        "certcentral.max-response-size=1KB",
                        "certcentral.csr-placement=root",
                        "certcentral.update-csr.enabled=true",
                        "certcentral.update-csr.path=/csr/{orderId}",
                        "certcentral.update-csr.method=POST",
                        "certcentral.container-id=17")
                .run(context -> assertThat(context.getBean(CertCentralSettings.class))
                        .isEqualTo(new CertCentralSettings(
                                URI.create("http://localhost:9/x"),
                                "k",
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                DataSize.ofKilobytes(1),
                                CsrPlacement.ROOT,
                                new CertCentralSettings.UpdateCsr(true, "/csr/{orderId}", "POST"),
                                17L)));
    }

    @Test
    void without_a_key_the_application_does_not_start_and_says_why() {
        application.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage(
                        "certcentral.api-key (CERTCENTRAL_API_KEY) is not set: calling CertCentral needs an API key."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://certcentral.digicert.eu/services/v2",
                "HTTPS://example.com",
                "http://localhost:8080/x",
                "http://127.0.0.1:1",
                "http://127.9.9.9",
                "http://[::1]:8080/services/v2/"
            })
    void https_and_loopback_are_allowed(String url) {
        assertThatNoException().isThrownBy(() -> CertCentralSettings.of(URI.create(url), "k"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http://certcentral.digicert.eu https", "http://127.0.0.1.evil.example https",
                        "http://localhost.evil.example https",
                "http://0.0.0.0 https", "ftp://localhost https", "https://u:secret@example.com password",
                "http://u@localhost password", "https://example.com?a=b query", "https://example.com#f fragment",
                "certcentral.digicert.eu complete", "https:///path complete", "file:/x complete"
            })
    void any_other_address_is_not(String url, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertCentralSettings.of(URI.create(url), "k"))
                .withMessageContaining("CERTCENTRAL_BASE_URL")
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "se cret", "secret\n", "sécret"})
    void a_key_is_printable_ascii_and_never_quoted(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertCentralSettings.of(URI.create("https://example.com"), key))
                .withMessageContaining("CERTCENTRAL_API_KEY")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container-id=0",
                "container-id=-5",
                "connect-timeout=PT0S",
                "call-timeout=-PT1S",
                "max-response-size=0B",
                "update-csr.path=/csr",
                "update-csr.path={orderId}",
                "update-csr.method=GET",
                "limits.calls-per-short-window=1",
                "limits.short-window=PT0S",
                "limits.calls-per-long-window=1",
                "limits.long-window=-PT1S",
                "limits.longest-wait=PT0S",
                "limits.longest-wait=PT10.1S",
                "limits.first-pause=PT0S",
                "limits.longest-pause=PT4S",
                "breaker.calls=0",
                "breaker.least-calls=21",
                "breaker.least-calls=0",
                "breaker.failure-rate=0",
                "breaker.failure-rate=101",
                "breaker.first-wait=PT0S",
                "breaker.longest-wait=PT29S",
                "breaker.probes=0"
            })
    void a_value_that_cannot_work_stops_the_start(String property) {
        application
                .withPropertyValues("certcentral.api-key=k", "certcentral." + property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("certcentral." + property.split("=")[0]));
    }

    @Test
    void the_text_of_the_settings_shows_no_key() {
        assertThat(CertCentralSettings.of(URI.create("https://example.com"), "the-secret-key")
                        .toString())
                .contains("https://example.com")
                .doesNotContain("secret");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CertCentralSettings.class)
    @Import({CertCentralConfiguration.class, CallGuardConfiguration.class})
    static class Application {}
}
