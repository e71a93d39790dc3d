package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.TestClock;
import io.eseal.task.TaskInput;
import io.eseal.validation.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the rules of a request require the fields that its forms require. */
class RequestFieldsTest {

    private final RequestRules rules = new RequestRules(TestClock.FIXED);

    static Stream<String> required() {
        return RequestFields.ALL.stream()
                .filter(input -> input.need().required())
                .map(TaskInput::path)
                .map(path -> path.substring("request.".length()));
    }

    static Stream<TaskInput> chosen() {
        return RequestFields.ALL.stream()
                .filter(input -> !input.choices().isEmpty())
                // Any text may stand there; the vendor's page names no values.
                .filter(input -> !input.path().endsWith("contact_type"));
    }

    @Test
    void the_request_that_the_others_differ_from_is_right() {
        assertThat(rules.check(RequestBeans.token()).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("required")
    void a_field_that_forms_require_is_missed(String path) {
        ObjectNode request = RequestBeans.token();
        String[] steps = path.split("\\.");
        parent(request, steps).remove(steps[steps.length - 1]);

        assertThat(rules.check(request).findings()).extracting(Finding::path).contains(inFindings(path));
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void a_word_that_forms_do_not_offer_is_refused(TaskInput input) {
        String path = input.path().substring("request.".length());
        ObjectNode request = RequestBeans.token();
        String[] steps = path.split("\\.");
        parent(request, steps).put(steps[steps.length - 1], "another");

        assertThat(rules.check(request).findings()).extracting(Finding::path).contains(inFindings(path));
    }

    private static ObjectNode parent(ObjectNode request, String[] steps) {
        ObjectNode parent = request;
        for (String step : List.of(steps).subList(0, steps.length - 1)) {
            var child = step.matches("\\d") ? null : parent.get(step);
            parent = child instanceof ArrayNode list
                    ? (ObjectNode) list.get(0)
                    : child instanceof ObjectNode object
                            ? object
                            : step.matches("\\d") ? parent : parent.putObject(step);
        }
        return parent;
    }

    private static String inFindings(String path) {
        return "$." + path.replaceAll("\\.(\\d)", "[$1]");
    }
}
