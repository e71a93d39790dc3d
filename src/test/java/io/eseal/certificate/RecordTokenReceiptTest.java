package io.eseal.certificate;

import io.eseal.FakeTask;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

class RecordTokenReceiptTest {

    private final Timeline timeline = mock(Timeline.class);
    private final RecordTokenReceipt recordTokenReceipt = new RecordTokenReceipt(timeline, Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), ZoneOffset.UTC));
    private final FakeTask task = new FakeTask("ES-1", "user_confirm_token_received").with(Variables.REQUESTER, "rita")
            .with(Variables.TOKEN_RECEIVED_ON, "2026-06-14").with(Variables.TOKEN_SERIAL, " 0123ABC ").with(Variables.PIN_RECEIVED_BY, "Piet");

    @Test
    void day_token_and_holder_of_the_PIN_are_kept_in_the_timeline_and_nowhere_else() {
        recordTokenReceipt.notify(task.task);

        verify(timeline).add("ES-1", "token_received", "token 0123ABC on 2026-06-14, PIN letter received by Piet");
        assertThat(task.variables).isEqualTo(Map.of(Variables.REQUESTER, "rita"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Variables.TOKEN_RECEIVED_ON, Variables.TOKEN_SERIAL, Variables.PIN_RECEIVED_BY})
    void each_field_is_required_and_has_a_limit(String field) {
        for (Object value : new Object[] {null, "", " ", "x".repeat(201)}) {
            assertRefused(field, value, "The field " + field + " is required");
        }
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "14.06.2026", "2026-02-30", "2026-6-1"})
    void other_days_are_refused(String day) {
        assertRefused(Variables.TOKEN_RECEIVED_ON, day, "must be a date");
    }

    @Test
    void a_day_with_a_time_is_taken_as_the_day() {
        recordTokenReceipt.notify(task.with(Variables.TOKEN_RECEIVED_ON, "2026-06-14T23:30:00.000+0200").task);
        verify(timeline).add("ES-1", "token_received", "token 0123ABC on 2026-06-14, PIN letter received by Piet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rita", "RITA", " rita "})
    void token_and_PIN_are_not_in_one_hand(String holder) {
        assertRefused(Variables.PIN_RECEIVED_BY, holder, "another person");
    }

    private void assertRefused(String field, Object value, String message) {
        task.with(field, value);
        assertThatThrownBy(() -> recordTokenReceipt.notify(task.task)).isInstanceOf(CompletionRefused.class).hasMessageContaining(message);
        verifyNoInteractions(timeline);
    }
}
