package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLogTest {

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, ****1111",
        "4111 1111 1111 1111, ****1111",
        "jane-378282246310005, jane-****0005",
        "jane.roe2026, jane.roe2026"
    })
    void a_card_number_typed_as_a_user_is_masked(String user, String logged) {
        assertThat(SignInLog.printable(user)).isEqualTo(logged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111.1111.1111.1111",
                "\u2463\u2460\u2460\u2460 1111 1111 1111",
                "4111\u00AD1111\u00AD1111\u00AD1111"
            })
    void a_card_number_that_is_typed_as_a_user_is_not_kept_in_any_spelling(String user) {
        assertThat(SignInLog.typed(user)).isEqualTo("****");
        assertThat(SignInLog.typed("jane.roe2026")).isEqualTo("jane.roe2026");
    }
}
