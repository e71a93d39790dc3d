package io.eseal.task;

import static io.eseal.lifecycle.ProcessVariables.jsonValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.FakeTask;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.RequestRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that nothing of a request that its rules refuse is taken over from a task. */
class RequestEditsTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0ED1TED1");

    private final RequestEdits edits = new RequestEdits(Tasks.catalogue(), register, new RequestRules(TestClock.FIXED));

    RequestEditsTest() {
        super(Database.H2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user_submit_csr|{'csr': 5}|request.csr must be a text. (Rule: type.)",
                "user_submit_csr|{'csr': ['x']}|request.csr must be a text. (Rule: type.)",
                "user_submit_csr|{'csr': {'a': 1}}|request.csr must be a text. (Rule: type.)",
                "user_submit_csr|{'csr': true}|request.csr must be a text. (Rule: type.)",
                "user_submit_csr|{'csr': 'xx'}|(Rule: csr.)",
                "user_submit_csr|{'csr': null}|request.csr is required. (Rule: required.)",
                "user_submit_csr|{'csr': ''}|request.csr is required. (Rule: required.)",
                "user_submit_csr|{'csr': '\u00A0\u200B'}|request.csr is required. (Rule: required.)",
                "user_update_csr|{'csr': 5}|request.csr must be a text. (Rule: type.)",
                "user_update_csr|{'csr': null}|request.csr is required. (Rule: required.)",
            })
    void a_csr_that_is_none_is_refused(String key, String sent, String message) {
        requested(OrderBodies.ownKey());
        assertRefused(key, SingleQuoted.json(sent), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ship_info': null}|request.ship_info is required",
                "{'ship_info': 'x'}|request.ship_info must be a JSON object. (Rule: type.)",
                "{'ship_info': []}|request.ship_info must be a JSON object. (Rule: type.)",
                "{'ship_info': 7}|request.ship_info must be a JSON object. (Rule: type.)",
                "{'ship_info': {}}|(Rule: required.)",
                "{'ship_info': {'name': 'Jane Roe'}}|request.ship_info.addr1 is required. (Rule: required.)",
            })
    void an_address_that_is_none_is_refused(String sent, String message) {
        requested(OrderBodies.onToken());
        assertRefused(Elements.USER_CONFIRM_SHIPPING, SingleQuoted.json(sent), message);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '\u00A0', required",
        "name, '-', letter",
        "zip, '\u2007', required",
        "method, 'FAST', allowed_values",
        "colour, 'red', unknown_field"
    })
    void each_field_of_the_address_follows_its_rule(String field, String value, String rule) {
        ObjectNode request = OrderBodies.onToken();
        requested(request.deepCopy());
        ((ObjectNode) request.get("ship_info")).put(field, value);
        assertRefused(Elements.USER_CONFIRM_SHIPPING, request, "The field request.ship_info." + field + " ");
        assertRefused(Elements.USER_CONFIRM_SHIPPING, request, "(Rule: " + rule + ".)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|The field request.certificate is required. (Rule: required.)",
                "[]|The body must be a JSON object. (Rule: type.)",
                "\"x\"|The body must be a JSON object. (Rule: type.)",
            })
    void a_correction_that_is_no_request_is_refused(String sent, String message) {
        requested(OrderBodies.onToken());
        assertRefused(Elements.USER_CORRECT_REQUEST, SingleQuoted.json(sent), message);
    }

    @Test
    void a_correction_with_a_field_that_there_is_not_is_refused_and_a_right_one_is_taken() {
        requested(OrderBodies.onToken());
        assertRefused(
                Elements.USER_CORRECT_REQUEST,
                OrderBodies.onToken().put("foo", 1),
                "The field request.foo is not a field of this request: check its spelling and its place. "
                        + "(Rule: unknown_field.)");
        assertThat(taken(Elements.USER_CORRECT_REQUEST, OrderBodies.onToken())).isEqualTo(OrderBodies.onToken());
    }

    @Test
    void what_a_task_does_not_edit_is_neither_taken_nor_asked_of_it() {
        ObjectNode request = OrderBodies.onToken();
        request.put("payment_method", "bitcoin");
        requested(request.deepCopy());
        ObjectNode sent = OrderBodies.onToken();
        ((ObjectNode) sent.get("ship_info")).put("city", "Gent");

        JsonNode taken = taken(Elements.USER_CONFIRM_SHIPPING, sent);

        assertThat(taken.at("/ship_info/city").asText()).isEqualTo("Gent");
        assertThat(taken.at("/payment_method").asText()).isEqualTo("bitcoin");
    }

    @Test
    void a_payment_method_that_is_none_is_refused_by_either_spelling() {
        requested(OrderBodies.onToken());
        for (String sent : new String[] {"'gold'", "5", "['card']", "null"}) {
            FakeTask task = completed(
                            Elements.USER_RESOLVE_PAYMENT, SingleQuoted.json("{'payment_method': " + sent + "}"))
                    .with(Variables.DECISION, "change");
            assertThatThrownBy(() -> edits.on(task.task))
                    .isInstanceOf(CompletionRefused.class)
                    .hasMessageContaining("The field request.payment_method ");
        }
        FakeTask task = completed(Elements.USER_RESOLVE_PAYMENT, OrderBodies.onToken())
                .with(Variables.DECISION, "change")
                .with(Variables.PAYMENT_METHOD, "gold");
        assertThatThrownBy(() -> edits.on(task.task)).hasMessageContaining("(Rule: allowed_values.)");
    }

    @Test
    void the_address_of_a_card_that_no_longer_pays_goes_with_the_card() {
        ObjectNode byCard = OrderBodies.byCard();
        assertThat(byCard.path("billing_address").isObject()).isTrue();
        requested(byCard.deepCopy());
        FakeTask task = completed(Elements.USER_RESOLVE_PAYMENT, SingleQuoted.json("{'payment_method': 'balance'}"))
                .with(Variables.DECISION, "change");

        edits.on(task.task);

        JsonNode taken = ProcessVariables.request(task.task).json();
        assertThat(taken.path("payment_method").asText()).isEqualTo("balance");
        assertThat(taken.has("billing_address")).isFalse();
    }

    private void requested(ObjectNode request) {
        request(ID);
        transaction.executeWithoutResult(status -> register.remember(ID, OrderBody.of(request)));
    }

    private JsonNode taken(String key, JsonNode sent) {
        FakeTask task = completed(key, sent);
        edits.on(task.task);
        return ProcessVariables.request(task.task).json();
    }

    private void assertRefused(String key, JsonNode sent, String message) {
        FakeTask task = completed(key, sent);
        assertThatThrownBy(() -> edits.on(task.task))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(message);
    }

    private static FakeTask completed(String key, JsonNode sent) {
        FakeTask task = new FakeTask(ID.value(), key).with(Variables.REQUEST, jsonValue(sent));
        when(task.task.getEventName()).thenReturn("complete");
        return task;
    }
}
