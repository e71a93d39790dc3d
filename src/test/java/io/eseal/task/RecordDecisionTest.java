package io.eseal.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.eseal.fixtures.FakeTask;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationEventPublisher;

class RecordDecisionTest {

    private final Timeline timeline = mock(Timeline.class);
    private final ApplicationEventPublisher events = mock(ApplicationEventPublisher.class);
    private final RecordDecision recordDecision = new RecordDecision(Tasks.catalogue(), timeline, events);

    @ParameterizedTest
    @CsvSource({
        "user_resolve_payment, retry change correct cancel",
        "user_resolve_order_in_doubt, reorder cancel adopt",
        "user_cancel_in_certcentral, canceled issued",
        "user_assess_status, wait issued failed",
        "user_assess_certificate, accept revoke",
        "user_decide_renewal, renew lapse",
        "user_approve_revocation, approve reject"
    })
    void each_task_offers_its_own_choices(String key, String choices) {
        for (String choice : choices.split(" ")) {
            FakeTask task = task(key)
                    .with(Variables.DECISION, choice)
                    .with(Variables.ORDER_ID, 7L)
                    .with(Variables.COMMENT, "why");
            recordDecision.notify(task.task);
            assertThat(task.variables).containsEntry(Variables.OUTCOME, choice);
        }
        assertThatThrownBy(() -> recordDecision.notify(task(key).with(Variables.DECISION, "other").task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(choices.split(" ")[0]);
    }

    @Test
    void decision_and_comment_are_gone_afterwards_and_kept_in_the_timeline() {
        FakeTask task = task(Elements.USER_DECIDE_RENEWAL)
                .with(Variables.DECISION, " lapse ")
                .with(Variables.COMMENT, " no longer needed ");

        recordDecision.notify(task.task);

        assertThat(task.variables).isEqualTo(Map.of(Variables.OUTCOME, "lapse"));
        verify(timeline)
                .add(
                        EsealId.of("ES-00000001"),
                        new TaskEvents.Decided(Elements.USER_DECIDE_RENEWAL, "lapse", "no longer needed"));
        verify(events)
                .publishEvent(new DecisionTaken(
                        EsealId.of("ES-00000001"),
                        Elements.USER_DECIDE_RENEWAL,
                        new Decision(Outcome.LAPSE, "no longer needed")));
    }

    @Test
    void the_words_with_which_a_payment_is_sent_back_stand_first_among_what_is_to_be_mended() {
        FakeTask task = task(Elements.USER_RESOLVE_PAYMENT)
                .with(Variables.DECISION, "correct")
                .with(Variables.COMMENT, "One year only, please.")
                .with(
                        Variables.FINDINGS,
                        ProcessVariables.jsonValue(
                                List.of(Map.of("path", "$.payment_method", "rule", "funds", "message", "too little"))));

        recordDecision.notify(task.task);

        assertThat(ProcessVariables.json(task.task, Variables.FINDINGS).findValuesAsText("message"))
                .containsExactly("finance sent the request back: One year only, please.", "too little");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "unknown", "RETRY", "retry,cancel"})
    void a_missing_or_unknown_choice_is_refused_and_changes_nothing(String choice) {
        FakeTask task = task(Elements.USER_RESOLVE_PAYMENT)
                .with(Variables.DECISION, choice)
                .with(Variables.COMMENT, "why");

        assertThatThrownBy(() -> recordDecision.notify(task.task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessage("The field decision must be one of: retry, change, correct, cancel.");

        assertThat(task.variables).containsEntry(Variables.COMMENT, "why").doesNotContainKey(Variables.OUTCOME);
        verifyNoInteractions(timeline);
    }

    @Test
    void the_outcome_of_an_earlier_task_is_no_decision() {
        assertThatThrownBy(() ->
                        recordDecision.notify(task(Elements.USER_DECIDE_RENEWAL).with(Variables.OUTCOME, "renew").task))
                .isInstanceOf(CompletionRefused.class);
    }

    @Test
    void an_order_is_adopted_by_its_number_only() {
        for (Object number : new Object[] {"", "seven", true}) {
            FakeTask task = task(Elements.USER_RESOLVE_ORDER_IN_DOUBT)
                    .with(Variables.DECISION, "adopt")
                    .with(Variables.ORDER_ID, number);
            assertThatThrownBy(() -> recordDecision.notify(task.task))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining("orderId");
        }
        recordDecision.notify(task(Elements.USER_RESOLVE_ORDER_IN_DOUBT)
                .with(Variables.DECISION, "adopt")
                .with(Variables.ORDER_ID, "112339763")
                .task);
    }

    @Test
    void a_comment_has_a_limit() {
        TaskAnswer asked = TaskAnswer.of(TaskInput.decision(Outcome.WAIT), TaskInput.comment());
        Decision longest = Decision.take(
                task("any").with(Variables.DECISION, "wait").with(Variables.COMMENT, "x".repeat(2000)).task, asked);
        assertThat(longest.comment()).hasSize(2000);
        assertThatThrownBy(() -> Decision.take(
                        task("any").with(Variables.DECISION, "wait").with(Variables.COMMENT, "x".repeat(2001)).task,
                        asked))
                .isInstanceOf(CompletionRefused.class);
    }

    private static FakeTask task(String key) {
        return new FakeTask("ES-00000001", key);
    }
}
