package io.eseal.security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SignInLogTest {

    @ParameterizedTest
    @CsvSource({"4111111111111111, ****1111", "4111 1111 1111 1111, ****1111", "jane-378282246310005, jane-****0005", "jane.roe2026, jane.roe2026"})
    void a_card_number_typed_as_a_user_is_masked(String user, String logged) {
        assertThat(SignInLog.printable(user)).isEqualTo(logged);
    }
}
