package io.eseal.orderbody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.RandomCases;
import io.eseal.fixtures.RandomJson;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.id.OrderId;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBodyTest {

    private static final String FULL = "{'provisioning_method': 'qscd', 'payment_method': 'card', 'csr': 'pem',"
            + " 'organization': {'id': 7, 'name': 'Example NV'}, 'ship_info': {'name': 'Ada', 'method': 'EXPEDITED'},"
            + " 'order_validity': {'years': 1}, 'billing_address': {'zip': '9000'}}";

    @Test
    void an_accepted_body_answers_in_types() {
        OrderBody body = body(FULL);

        assertThat(body.provisioning()).contains(ProvisioningMethod.QSCD);
        assertThat(body.isOnToken()).isTrue();
        assertThat(body.paymentMethod()).contains(PaymentMethod.CARD);
        assertThat(body.isPaidByCard()).isTrue();
        assertThat(body.csr()).contains("pem");
        assertThat(body.organizationId()).contains(7L);
        assertThat(body.hasOrganizationId()).isTrue();
        assertThat(body.organizationName()).contains("Example NV");
        assertThat(body.recipient()).contains("Ada");
        assertThat(body.shippingMethod()).contains("EXPEDITED");
        assertThat(body.validity().length()).contains(Period.ofYears(1));
        assertThat(body.validity().lastDay()).isEmpty();
        assertThat(body.billingAddress()).contains(SingleQuoted.json("{'zip': '9000'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{}",
                "{'provisioning_method': null, 'payment_method': null, 'csr': null, 'organization': null,"
                        + " 'ship_info': null, 'order_validity': null, 'billing_address': null}",
                "{'organization': {'id': null, 'name': null}, 'ship_info': {'name': null, 'method': null}}",
                "{'organization': [], 'ship_info': 'here'}"
            })
    void what_is_absent_or_null_is_empty(String json) {
        OrderBody body = body(json);

        assertThat(Stream.of(
                        body.provisioning(),
                        body.givenProvisioning(),
                        body.paymentMethod(),
                        body.givenPaymentMethod(),
                        body.csr(),
                        body.organizationId(),
                        body.shownOrganizationId(),
                        body.organizationName(),
                        body.shownOrganizationName(),
                        body.recipient(),
                        body.shippingMethod(),
                        body.billingAddress()))
                .allMatch(Optional::isEmpty);
        assertThat(body.hasOrganizationId()).isFalse();
        assertThat(body.isOnToken()).isFalse();
        assertThat(body.isPaidByCard()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'years': 2}|P2Y|~~|2",
                "{'years': '2'}|P2Y|~~|2",
                "{'years': 2, 'days': 200}|P200D|~~|~~",
                "{'years': 2, 'days': null, 'custom_expiration_date': ' '}|P2Y|~~|2",
                "{'years': 2, 'days': 200, 'custom_expiration_date': '09 JUN 2027'}|~~|2027-06-09|~~",
                "{'years': 2, 'custom_expiration_date': '31 FEB 2027'}|~~|~~|~~",
                "{'years': 9}|~~|~~|~~",
                "{'days': 0}|~~|~~|~~",
                "{'years': 2.5}|~~|~~|~~",
                "'long'|~~|~~|~~"
            })
    void a_last_day_counts_before_days_and_days_before_years(String json, String length, String lastDay, String years) {
        Validity validity = body("{'order_validity': " + json + "}").validity();

        assertThat(validity.length().map(Period::toString).orElse("")).isEqualTo(length);
        assertThat(validity.lastDay().map(LocalDate::toString).orElse("")).isEqualTo(lastDay);
        assertThat(validity.years().map(String::valueOf).orElse("")).isEqualTo(years);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|true",
                "null|true",
                "{'csr': null}|true",
                "{'csr': ' '}|true",
                "{'csr': 'pem'}|false",
                "{'csr': {}}|false"
            })
    void a_field_without_anything_to_see_is_lacking(String json, boolean lacking) {
        assertThat(body(json).lacks("csr")).isEqualTo(lacking);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"'QSCD',QSCD", "' qscd',~ qscd~", "'token',token", "7,7", "true,true", "{},~~", "['qscd'],~~"})
    void a_word_that_the_vendor_does_not_know_is_given_and_is_no_method(String value, String given) {
        OrderBody body = body("{'provisioning_method': " + value + ", 'payment_method': " + value + "}");

        assertThat(body.provisioning()).isEmpty();
        assertThat(body.givenProvisioning()).contains(given);
        assertThat(body.paymentMethod()).isEmpty();
        assertThat(body.givenPaymentMethod()).contains(given);
    }

    @Test
    void the_words_are_the_vendors() {
        assertThat(ProvisioningMethod.words()).containsExactly("qscd", "csr");
        assertThat(PaymentMethod.words()).containsExactly("balance", "profile", "card");
    }

    @Test
    void an_id_given_as_text_is_shown_and_is_no_number() {
        OrderBody body = body("{'organization': {'id': ' 7 ', 'name': 8}}");

        assertThat(body.hasOrganizationId()).isTrue();
        assertThat(body.organizationId()).isEmpty();
        assertThat(body.shownOrganizationId()).contains("7");
        assertThat(body.organizationName()).isEmpty();
        assertThat(body.shownOrganizationName()).contains("8");
    }

    @Test
    void an_edit_changes_one_field_of_a_copy() {
        OrderBody body = body("{'csr': 'old', 'payment_method': 'card', 'remark': 1}");

        assertThat(body.withCsr("new")).isEqualTo(body("{'csr': 'new', 'payment_method': 'card', 'remark': 1}"));
        assertThat(body.withoutCsr()).isEqualTo(body("{'payment_method': 'card', 'remark': 1}"));
        assertThat(body.withPaymentMethod("cash"))
                .isEqualTo(body("{'csr': 'old', 'payment_method': 'cash', 'remark': 1}"));
        assertThat(body.withBillingAddress(SingleQuoted.json("{'zip': '1'}")).billingAddress())
                .contains(SingleQuoted.json("{'zip': '1'}"));
        assertThat(body.withRenewalOf(OrderId.of(5_000_000_000L))
                        .json()
                        .path(OrderFields.RENEWAL_OF_ORDER_ID)
                        .longValue())
                .isEqualTo(5_000_000_000L);
        assertThat(body).isEqualTo(body("{'csr': 'old', 'payment_method': 'card', 'remark': 1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'order_validity': {'custom_expiration_date': '01 MAR 2027'}, 'csr': 'x'}|{'csr': 'x'}",
                "{'order_validity': {'custom_expiration_date': '01 MAR 2027', 'years': 1}}|{'order_validity': {'years': 1}}",
                "{'order_validity': {}}|{}",
                "{'order_validity': 'long'}|{'order_validity': 'long'}",
                "{}|{}"
            })
    void a_fixed_end_goes_and_a_validity_that_states_nothing_else_goes_with_it(String before, String after) {
        assertThat(body(before).withoutExpirationDate()).isEqualTo(body(after));
    }

    @Test
    void fields_of_another_body_are_taken_over_as_they_are_given_there() {
        OrderBody kept = body("{'csr': 'old', 'payment_method': 'card', 'remark': 1}");
        OrderBody sent = body("{'csr': null, 'remark': 2}");

        assertThat(kept.withFieldsOf(sent, List.of("csr", "payment_method")))
                .isEqualTo(body("{'csr': null, 'payment_method': 'card', 'remark': 1}"));
        assertThat(kept.withFieldsOf(OrderBody.missing(), List.of("csr"))).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "'text'"})
    void what_is_no_object_is_not_changed(String json) {
        assertThatThrownBy(() -> body(json).withCsr("pem")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> OrderBody.missing().withoutCsr()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobody_changes_a_body_through_the_json_that_it_came_from_or_gives_away() {
        ObjectNode given = (ObjectNode) SingleQuoted.json(FULL);
        OrderBody body = OrderBody.of(given);
        given.removeAll();
        ((ObjectNode) body.json()).removeAll();
        ((ObjectNode) body.billingAddress().orElseThrow()).removeAll();

        assertThat(body).isEqualTo(body(FULL));
    }

    @Test
    void it_is_written_as_its_json_wherever_it_stands() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String json = SingleQuoted.json(FULL).toString();

        assertThat(mapper.writeValueAsString(body(FULL))).isEqualTo(json);
        assertThat(mapper.writeValueAsString(Map.of("request", body(FULL)))).isEqualTo("{\"request\":" + json + "}");
        assertThat(body(FULL)).hasToString(json);
    }

    @Test
    void reading_never_throws() throws Exception {
        Random random = RandomCases.of("order bodies of any JSON");
        List<Method> getters = Stream.of(OrderBody.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 0
                        && !method.getName().startsWith("without")
                        && !method.getName().equals("toString"))
                .toList();
        assertThat(getters).hasSizeGreaterThan(15);
        for (int i = 0; i < 2000; i++) {
            OrderBody body = OrderBody.of(RandomJson.mutate(SingleQuoted.json(FULL), random));
            for (Method getter : getters) {
                assertThat(getter.invoke(body)).as(getter.getName()).isNotNull();
            }
        }
    }

    private static OrderBody body(String json) {
        return OrderBody.of(SingleQuoted.json(json));
    }
}
