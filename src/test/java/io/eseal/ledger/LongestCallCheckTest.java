package io.eseal.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LongestCallCheckTest {

    @Test
    void an_attempt_outlasts_its_call() {
        assertThatCode(() -> LongestCallCheck.check(Duration.ofSeconds(21), Duration.ofSeconds(20)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_call_that_outlasts_its_attempt_is_refused() {
        assertThatThrownBy(() -> LongestCallCheck.check(Duration.ofSeconds(20), Duration.ofSeconds(20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("eseal.order.longest-call is PT20S")
                .hasMessageContaining("certcentral.call-timeout");
    }
}
