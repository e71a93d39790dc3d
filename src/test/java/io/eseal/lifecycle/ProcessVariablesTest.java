package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.junit.jupiter.api.Test;

class ProcessVariablesTest {

    private final DelegateExecution scope = mock(DelegateExecution.class);

    @Test
    void json_is_written_as_Json_and_read_back_the_same() {
        JsonValue value = ProcessVariables.jsonValue(Map.of("a", List.of(1, "é", true)));
        assertThat(value.getType().getName()).isEqualTo("json");

        when(scope.getVariableTyped("request", false)).thenReturn(value);

        assertThat(ProcessVariables.request(scope).json().toString()).isEqualTo("{\"a\":[1,\"é\",true]}");
    }

    @Test
    void a_variable_is_written_when_its_content_changes_or_it_was_no_Json_before() {
        when(scope.getVariableTyped("findings", false)).thenReturn(ProcessVariables.jsonValue(List.of()));
        ProcessVariables.write(scope, "findings", List.of());
        verify(scope, never()).setVariable(any(), any());

        ProcessVariables.write(scope, "findings", List.of("new"));
        when(scope.getVariableTyped("findings", false)).thenReturn(Variables.stringValue("[]"));
        ProcessVariables.write(scope, "findings", List.of());
        when(scope.getVariableTyped("findings", false)).thenReturn(null);
        ProcessVariables.write(scope, "findings", List.of());
        ProcessVariables.write(scope, "findings", List.of("first"));
        verify(scope, times(3)).setVariable(eq("findings"), any());
    }

    @Test
    void a_text_that_holds_json_is_read_too() {
        assertThat(json(Variables.stringValue("{\"a\":1}")).path("a").intValue())
                .isEqualTo(1);
    }

    @Test
    void what_is_absent_or_no_json_is_missing() {
        assertThat(json(null).isMissingNode()).isTrue();
        assertThat(json(Variables.untypedNullValue()).isMissingNode()).isTrue();
        assertThat(json(Variables.stringValue(null)).isMissingNode()).isTrue();
        assertThat(json(Variables.stringValue("")).isMissingNode()).isTrue();
        assertThat(json(Variables.stringValue("{half")).isMissingNode()).isTrue();
    }

    @Test
    void what_cannot_be_json_is_not_written_and_not_quoted() {
        assertThatThrownBy(() -> ProcessVariables.jsonValue(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not to be written as JSON: java.lang.Object");
    }

    @Test
    void a_number_is_read_whatever_a_form_made_of_it() {
        assertThat(number(7L)).contains(7L);
        assertThat(number(7)).contains(7L);
        assertThat(number(7.0)).contains(7L);
        assertThat(number(" 112339763 ")).contains(112339763L);
        assertThat(number("999999999999999999")).contains(999999999999999999L);
    }

    @Test
    void other_values_are_no_number() {
        assertThat(number(null)).isEmpty();
        assertThat(number("")).isEmpty();
        assertThat(number("seven")).isEmpty();
        assertThat(number("-1")).isEmpty();
        assertThat(number("1.5")).isEmpty();
        assertThat(number("9999999999999999999")).as("no Long").isEmpty();
        assertThat(number(true)).isEmpty();
    }

    @Test
    void a_text_comes_without_white_space_around_it_and_never_empty() {
        assertThat(text(" a b\n")).contains("a b");
        assertThat(text(7)).contains("7");
        assertThat(text(" ")).isEmpty();
        assertThat(text(null)).isEmpty();
    }

    private JsonNode json(org.camunda.bpm.engine.variable.value.TypedValue value) {
        when(scope.getVariableTyped("name", false)).thenReturn(value);
        return ProcessVariables.json(scope, "name");
    }

    private Optional<Long> number(Object value) {
        when(scope.getVariable("name")).thenReturn(value);
        return ProcessVariables.number(scope, "name");
    }

    private Optional<String> text(Object value) {
        when(scope.getVariable("name")).thenReturn(value);
        return ProcessVariables.text(scope, "name");
    }
}
