package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerCheckSettingsTest {

    @Test
    void nightly_thirty_checks_kept_two_hundred_reads_are_the_defaults() {
        assertThat(settings(Map.of()))
                .isEqualTo(new LedgerCheckSettings("0 30 3 * * *", 30, 200, Duration.ofMinutes(5)));
        assertThat(settings(Map.of("eseal.ledger-check.cron", "-")).cron()).isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"every night", "0 30 3 * *", "0 61 3 * * *"})
    void a_cron_expression_that_is_none_is_refused_with_its_name(String cron) {
        assertThatThrownBy(() -> settings(Map.of("eseal.ledger-check.cron", cron)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessage("eseal.ledger-check.cron must be a cron expression of six fields or -, but is: " + cron);
    }

    private static LedgerCheckSettings settings(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("eseal.ledger-check", LedgerCheckSettings.class);
    }
}
