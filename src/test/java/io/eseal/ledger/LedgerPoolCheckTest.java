package io.eseal.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LedgerPoolCheckTest {

    @Test
    void two_connections_a_job_thread_and_two_more_are_enough() {
        assertThatCode(() -> LedgerPoolCheck.check(18, 8)).doesNotThrowAnyException();
    }

    @Test
    void a_pool_in_which_ordering_can_block_itself_is_refused() {
        assertThatThrownBy(() -> LedgerPoolCheck.check(17, 8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("maximum-pool-size is 17")
                .hasMessageContaining("at least 18");
    }
}
