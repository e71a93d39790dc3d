package io.eseal.engine;

import static io.eseal.lifecycle.ProcessVariables.jsonValue;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.task.TaskAnswer;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenVariablesTest {

    private static final TaskCatalogue CATALOGUE = Tasks.catalogue();

    @ParameterizedTest
    @CsvSource({
        Elements.USER_SUBMIT_CSR + ", request.csr",
        Elements.USER_UPDATE_CSR + ", request.csr",
        Elements.USER_CONFIRM_SHIPPING + ", request.ship_info",
        Elements.USER_CORRECT_REQUEST + ", request",
    })
    void a_task_is_not_completed_without_the_part_of_the_request_that_it_is_about(String task, String field) {
        for (Map<String, ?> sent : withoutThePart()) {
            assertUnsent(task, sent, field);
        }
    }

    private static List<Map<String, ?>> withoutThePart() {
        List<Map<String, ?>> all = new ArrayList<>(List.of(Map.of()));
        for (Object request : new Object[] {
            null, "", "\u00A0", "hello", "[]", "17", "null", "\"x\"", jsonValue(List.of()), jsonValue("x"), jsonValue(5)
        }) {
            Map<String, Object> sent = new HashMap<>();
            sent.put("request", request);
            all.add(sent);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        Elements.USER_SUBMIT_CSR + ", request.csr",
        Elements.USER_UPDATE_CSR + ", request.csr",
        Elements.USER_CONFIRM_SHIPPING + ", request.ship_info",
    })
    void the_rest_of_the_request_does_not_stand_for_it(String task, String field) {
        assertUnsent(task, Map.of("request", jsonValue(SingleQuoted.json("{'payment_method': 'card'}"))), field);
    }

    @Test
    void whoever_changes_the_payment_says_how_it_is_to_be_paid() {
        String task = Elements.USER_RESOLVE_PAYMENT;
        assertUnsent(task, Map.of("decision", "change"), "request.payment_method");
        assertUnsent(task, Map.of("decision", " change ", "payment_method", "\u200B"), "request.payment_method");
        assertUnsent(
                task,
                Map.of("decision", "change", "request", jsonValue(SingleQuoted.json("{'billing_address': {}}"))),
                "request.payment_method");
        assertSent(task, Map.of("decision", "change", "payment_method", "card"));
        assertSent(
                task,
                Map.of("decision", "change", "request", jsonValue(SingleQuoted.json("{'payment_method': 'card'}"))));
        assertSent(task, Map.of("decision", "retry"));
    }

    @ParameterizedTest
    @CsvSource({
        Elements.USER_SUBMIT_CSR,
        Elements.USER_UPDATE_CSR,
        Elements.USER_CONFIRM_SHIPPING,
        Elements.USER_CORRECT_REQUEST,
    })
    void what_is_sent_goes_on_to_the_rules(String task) {
        var request = OrderBodies.onToken();
        request.put("csr", 5);
        assertSent(task, Map.of("request", jsonValue(request)));
        assertSent(task, Map.of("request", request.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{} x",
                "{} {}",
                "{\"sealTested\": true} x",
                "{\"sealTested\": false, \"sealTested\": true}",
                "{\"sealTested\": true",
                "[true"
            })
    void a_text_where_json_is_asked_for_is_one_document(String text) {
        for (String[] place : new String[][] {
            {Elements.USER_INSTALL_CERTIFICATE, "installation"}, {Elements.USER_CORRECT_REQUEST, "request"}
        }) {
            assertThatThrownBy(() -> WrittenVariables.check(
                            Map.of(place[1], text), answer(place[0]).inputs()))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessage("The field " + place[1] + " must be one JSON document.");
        }
    }

    @Test
    void what_the_form_does_not_show_is_not_kept_with_the_rest() {
        for (Object installation : new Object[] {
            "{\"sealTested\": true, \"approvedBy\": \"legal\", \"\": 1}",
            jsonValue(SingleQuoted.json("{'sealTested': true, 'approvedBy': 'legal', '': 1}"))
        }) {
            assertThatThrownBy(() -> WrittenVariables.check(
                            Map.of("installation", installation),
                            answer(Elements.USER_INSTALL_CERTIFICATE).inputs()))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessage("This task does not ask for: installation., installation.approvedBy.");
        }
        assertThatCode(() -> WrittenVariables.check(
                        Map.of("installation", jsonValue(SingleQuoted.json("{'sealTested': true}"))),
                        answer(Elements.USER_INSTALL_CERTIFICATE).inputs()))
                .doesNotThrowAnyException();
    }

    private static void assertUnsent(String task, Map<String, ?> sent, String field) {
        assertThatThrownBy(() -> WrittenVariables.refuseUnsent(sent, answer(task)))
                .as("%s %s", task, sent)
                .isInstanceOf(CompletionRefused.class)
                .hasMessage("The field " + field + " is required. (Rule: required.)");
    }

    private static void assertSent(String task, Map<String, ?> sent) {
        assertThatCode(() -> WrittenVariables.refuseUnsent(sent, answer(task)))
                .as("%s %s", task, sent)
                .doesNotThrowAnyException();
    }

    private static TaskAnswer answer(String task) {
        return CATALOGUE.find(task).orElseThrow().answer();
    }
}
