package io.eseal.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIdTest {

    private static final long LARGEST = 9_007_199_254_740_991L;

    @ParameterizedTest
    @ValueSource(longs = {1, 4_711, LARGEST})
    void a_number_of_an_order_is_kept_as_it_is(long number) {
        assertThat(OrderId.of(number).value()).isEqualTo(number);
        assertThat(OrderId.read(number)).contains(OrderId.of(number));
        assertThat(OrderId.of(number)).hasToString(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, LARGEST + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void nothing_else_can_be_an_order(long number) {
        assertThat(OrderId.read(number)).isEmpty();
        assertThatThrownBy(() -> OrderId.of(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Long.toString(number));
    }

    @Test
    void in_json_it_is_a_number() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.writeValueAsString(OrderId.of(7))).isEqualTo("7");
        assertThat(json.readValue("7", OrderId.class)).isEqualTo(OrderId.of(7));
    }
}
