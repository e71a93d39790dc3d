package io.eseal.task;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.FakeTask;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.timeline.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationEventPublisher;

/** Tests that the service requires the inputs that a form requires. */
class RequiredInputsTest {

    private static final Map<String, Object> DONE = Map.of(
            "trustAssistantInstalled", true,
            "tokenInitialized", true,
            "certificateInstalled", true,
            "sealTested", true);

    private final RequiredInputs required = new RequiredInputs(Tasks.catalogue());
    private final RecordDecision recordDecision =
            new RecordDecision(Tasks.catalogue(), mock(Timeline.class), mock(ApplicationEventPublisher.class));

    @ParameterizedTest
    @ValueSource(strings = {"trustAssistantInstalled", "tokenInitialized", "certificateInstalled", "sealTested"})
    void no_step_of_the_installation_is_left_out_or_said_not_to_be_done(String step) {
        for (Object value : new Object[] {false, "true", 1}) {
            Map<String, Object> done = new HashMap<>(DONE);
            done.put(step, value);
            assertRefused(done, step);
        }
        Map<String, Object> done = new HashMap<>(DONE);
        done.remove(step);
        assertRefused(done, step);
    }

    @Test
    void nothing_said_of_the_installation_is_refused_and_all_of_it_is_taken() {
        assertThatThrownBy(() -> required.on(completed().task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining("installation.");
        assertThatCode(() ->
                        required.on(completed().with(Variables.INSTALLATION, ProcessVariables.jsonValue(DONE)).task))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        Elements.USER_APPROVE_REVOCATION + ", reject, approve",
        Elements.USER_RESOLVE_PAYMENT + ", correct, retry",
        Elements.USER_ASSESS_CERTIFICATE + ", accept,",
        Elements.USER_ASSESS_CERTIFICATE + ", revoke,",
    })
    void a_reason_is_required_where_the_form_requires_one(String task, String decision, String other) {
        assertThatThrownBy(() -> recordDecision.notify(decided(task, decision).task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageStartingWith("The field comment is required");
        for (String nothing : List.of("", " ", "\u00A0", "\u2060", "\u200B", "\u2800", "\u3164\u00AD")) {
            assertThatThrownBy(
                            () -> recordDecision.notify(decided(task, decision).with(Variables.COMMENT, nothing).task))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageStartingWith("The field comment is required");
        }
        assertThatCode(() -> recordDecision.notify(decided(task, decision).with(Variables.COMMENT, "why").task))
                .doesNotThrowAnyException();
        if (other != null) {
            assertThatCode(() -> recordDecision.notify(decided(task, other).task))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost", "replace"})
    void a_task_of_an_earlier_model_that_knows_no_decision_takes_none_but_the_assumed_one(String loss) {
        assertThatThrownBy(() -> required.on(
                        completed().with(Variables.DECISION, loss).with(Variables.COMMENT, "the PIN is locked").task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining("an earlier version");
        FakeTask installed = completed()
                .with(Variables.DECISION, "installed")
                .with(Variables.INSTALLATION, ProcessVariables.jsonValue(DONE));
        assertThatCode(() -> required.on(installed.task)).doesNotThrowAnyException();
    }

    private void assertRefused(Map<String, Object> done, String step) {
        assertThatThrownBy(() ->
                        required.on(completed().with(Variables.INSTALLATION, ProcessVariables.jsonValue(done)).task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageStartingWith("The field installation." + step + " is required to be true: ");
    }

    private static FakeTask completed() {
        FakeTask task = new FakeTask("ES-00000001", Elements.USER_INSTALL_CERTIFICATE);
        when(task.task.getEventName()).thenReturn("complete");
        return task;
    }

    private static FakeTask decided(String task, String decision) {
        return new FakeTask("ES-00000001", task).with(Variables.DECISION, decision);
    }
}
