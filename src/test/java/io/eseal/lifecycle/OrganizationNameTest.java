package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.SingleQuoted;
import io.eseal.orderbody.OrderBody;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '~',
            value = {
                "Known NV|{'organization': {'id': 1}}|Known NV",
                "-|{'organization': {'id': 1}}|organisation 1",
                "-|{'organization': {'id': '1'}}|organisation 1",
                "-|{'organization': {'id': null, 'name': 'New NV'}}|New NV",
                "-|{'organization': {'id': null, 'name': null}}|-",
                "-|{'organization': {'id': 1, 'name': null}}|organisation 1",
                "-|{'organization': {'id': {}, 'name': []}}|-",
                "-|{'organization': {'id': true}}|-",
                "-|{'organization': null}|-",
                "-|{}|-",
                "~ ~|{'organization': {'id': 1}}|organisation 1",
                "-|{'organization': {'name': ' '}}|-",
                "-|{'organization': {'id': 'null'}}|-",
                "-|{'organization': {'id': 'undefined', 'name': 'New NV'}}|New NV"
            })
    void null_is_nobodys_name_or_number(String known, String request, String shown) {
        assertThat(OrganizationName.of(Optional.ofNullable(known), OrderBody.of(SingleQuoted.json(request))))
                .isEqualTo(Optional.ofNullable(shown));
    }
}
