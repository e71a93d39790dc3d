package io.eseal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityModelTest {

    private final CapacityModel model = new CapacityModel(Capacity.QUOTA_AN_HOUR, 0.01);

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000, 1_000_000})
    void the_safety_net_stays_within_a_tenth_of_the_quota_at_any_number_of_orders(int waiting) {
        assertThat(model.hour(waiting).safetyNet()).isLessThan((int) (Capacity.QUOTA_AN_HOUR / 10));
    }

    @Test
    void a_few_orders_are_each_read_once_in_the_mean_of_their_intervals() {
        assertThat((double) model.hour(900).safetyNet()).isCloseTo(900 / 4.5, within(40.0));
    }

    @Test
    void each_change_is_read_once() {
        assertThat((double) model.hour(100_000).changes()).isCloseTo(1_000, within(150.0));
    }
}
