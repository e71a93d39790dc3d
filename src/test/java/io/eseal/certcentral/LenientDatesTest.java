package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientDatesTest {

    @ParameterizedTest
    @CsvSource({
        "2018-04-25T21:52:33+00:00, 2018-04-25T21:52:33Z", "2018-04-25T21:52:33Z, 2018-04-25T21:52:33Z",
        "2018-04-25T21:52:33-0600, 2018-04-26T03:52:33Z", "2018-04-25T21:52:33.123Z, 2018-04-25T21:52:33.123Z",
        "2019-06-21 13:37:00, 2019-06-21T13:37:00Z", "2024-06-01, 2024-06-01T00:00:00Z"
    })
    void a_time_is_read_in_each_form_seen(String text, Instant time) {
        assertThat(LenientDates.instant(text)).contains(time);
    }

    @ParameterizedTest
    @CsvSource({"2024-06-01, 2024-06-01", "2024-06-01T10:00:00+00:00, 2024-06-01", "2024-06-01 10:00:00, 2024-06-01"})
    void a_day_is_read_with_or_without_a_time(String text, LocalDate day) {
        assertThat(LenientDates.localDate(text)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "never", "0000-00-00", "0000-00-00 00:00:00", "01 JUN 2024", "1700000000", "2024-13-01"})
    void anything_else_is_absent(String text) {
        assertThat(LenientDates.instant(text)).isEmpty();
        assertThat(LenientDates.localDate(text)).isEmpty();
    }
}
