package io.eseal.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111\u00A01111\u00A01111\u00A01111",
                "378282246310005",
                "3782 822463 10005",
                "5555555555554444",
                "2223003122003222",
                "3530111333300000",
                "6304000000000000",
                "6011111111111117",
                "30569309025904",
                "card:4111111111111111",
                "no4111111111111111x",
                "room 12 4111 1111 1111 1111",
                "4111 1111 1111 1111 12/27",
                "+4111111111111111",
                "-----BEGIN X-----4111111111111111-----END X-----",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                // One sign for two digits.
                "4\u246A1 1111 1111 \u246A\u246A"
            })
    void a_card_number_is_seen_however_it_is_written(String text) {
        assertThat(CardNumbers.contains(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2042709",
                "4111111111111112",
                "411111111111",
                "+4930123456782",
                "0049301234567890",
                "1801-903-4284",
                "2000000000000006",
                "40123456789017",
                "59123456789015",
                "3612345678907",
                "5412345678900",
                "4222222222222",
                "41111111111111111111111",
                "7111111111111117",
                "2026-06-15T10:00:00Z",
                "54131860-9139-4996-a3f2-0c7be19d52aa",
                "eseal-lifecycle:1:52667127-6842-4846-BD02-9E1F6A77C04E",
                "e3b0c44298fc1c149afb5116372651674122ca495991b7852b855aa11bb22cc3",
                "Kerkstraat 12, 9000 Gent"
            })
    void telephone_numbers_ids_and_dates_are_not_card_numbers(String text) {
        assertThat(CardNumbers.contains(text)).isFalse();
    }

    @Test
    void digits_inside_the_base64_of_a_pem_block_are_not_a_card_number() {
        String base64 = "M".repeat(90) + "/4111a1111b1111c1111/" + "I".repeat(20);

        assertThat(CardNumbers.contains(
                        "-----BEGIN CERTIFICATE REQUEST-----" + base64 + "-----END CERTIFICATE REQUEST-----"))
                .isFalse();
        assertThat(CardNumbers.contains("csr=-----BEGIN+CERTIFICATE+REQUEST-----%0D%0A" + base64.replace("/", "%2F")
                        + "%0D%0A-----END+CERTIFICATE+REQUEST-----%0A"))
                .isFalse();
        assertThat(CardNumbers.contains(base64)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "/4111111111111111/",
                "%2F4111111111111111%2F",
                "\n4111 1111 1111 1111\n",
                "\\n4111 1111 1111 1111\\n",
                "%0A4111%201111%201111%201111%0A"
            })
    void a_card_number_between_the_lines_of_a_pem_block_is_seen(String card) {
        assertThat(CardNumbers.contains("-----BEGIN CERTIFICATE-----\n" + "M".repeat(90) + card + "I".repeat(20)
                        + "\n-----END CERTIFICATE-----"))
                .isTrue();
    }

    @Test
    void a_long_row_of_groups_is_read_without_recursion() {
        assertThat(CardNumbers.contains("1 ".repeat(200_000))).isFalse();
        assertThat(CardNumbers.contains(null)).isFalse();
    }
}
