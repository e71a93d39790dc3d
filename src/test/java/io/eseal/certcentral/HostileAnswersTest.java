package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eseal.fixtures.EsealOrders;
import io.eseal.id.OrderId;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that read in two ways, or that cannot be kept, are unclear or are cut to what can be kept. */
class HostileAnswersTest {

    private final CannedAnswers answers = new CannedAnswers();
    private final CertCentral certCentral = answers.certCentral;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "0",
                "1.5",
                "9223372036854775807",
                "9007199254740992",
                "1e3",
                "1.0",
                "-0",
                "true",
                "{}",
                "[]",
                "[7]",
                "\"\"",
                "\"-5\"",
                "\"0\"",
                "\"1.5\"",
                "\"9223372036854775807\"",
                "\"12a\"",
                "\"0x10\"",
                "\"١٢\"",
                "12345678901234567890123"
            })
    void an_order_number_that_is_no_positive_whole_number_is_unclear(String number) {
        answers.answer(201, "{\"id\":%s}".formatted(number));
        assertThatThrownBy(() -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX))
                .isInstanceOf(UnknownOutcomeException.class)
                .satisfies(e -> assertThat(((CertCentralException) e).mayHaveBeenProcessed())
                        .isTrue());

        answers.answer(200, "{\"id\":%s,\"status\":\"pending\"}".formatted(number));
        assertThatThrownBy(() -> certCentral.order(OrderId.of(7))).isInstanceOf(UnknownOutcomeException.class);
        answers.answer(200, "{\"orders\":[{\"id\":%s,\"status\":\"pending\"}]}".formatted(number));
        assertThatThrownBy(() -> certCentral.orders(OrderFilter.any(), 0, 10))
                .isInstanceOf(UnknownOutcomeException.class);
        answers.answer(200, "{\"orders\":[{\"order_id\":%s,\"status\":\"pending\"}]}".formatted(number));
        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-1")).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void an_answer_about_another_one_than_was_asked_for_is_unclear() {
        answers.answer(200, "{\"id\":8,\"status\":\"issued\"}");

        assertThatThrownBy(() -> certCentral.order(OrderId.of(7)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("another one");
        assertThatThrownBy(() -> certCentral.request(7)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> certCentral.organization(7)).isInstanceOf(UnknownOutcomeException.class);
        assertThat(certCentral.order(OrderId.of(8)).status()).isEqualTo("issued");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "2147483648", "\"3000000020\"", "9007199254740991", "\" 12 \"", "\"0012\""})
    void every_positive_whole_number_is_an_order_number_as_a_text_too(String number) {
        answers.answer(201, "{\"id\":%s}".formatted(number));
        assertThat(certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX).id())
                .isEqualTo(OrderId.of(Long.parseLong(number.replaceAll("[\" ]", ""))));
    }

    @Test
    void a_certificate_number_of_zero_is_none_and_another_odd_one_is_unclear() {
        answers.answer(200, "{\"id\":7,\"status\":\"pending\",\"certificate\":{\"id\":0}}");
        assertThat(certCentral.order(OrderId.of(7)).certificateId()).isEmpty();
        answers.answer(200, "{\"id\":7,\"status\":\"issued\",\"certificate\":{\"id\":4.5}}");
        assertThatThrownBy(() -> certCentral.order(OrderId.of(7))).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void a_null_in_a_list_is_an_order_without_a_number() {
        answers.answer(200, "{\"orders\":[null,{\"order_id\":8,\"status\":\"issued\"}]}");
        assertThat(certCentral.statusChanges(Duration.ofMinutes(1)))
                .containsExactly(OrderReference.of(OrderId.of(8), "issued"));

        answers.answer(200, "{\"orders\":[null]}");
        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-1")).isInstanceOf(UnknownOutcomeException.class);
    }

    /** Each list of each answer, by reflection: a new one is among them. */
    @Test
    void an_element_that_says_nothing_hides_no_other_in_any_list_of_any_answer() throws Exception {
        JsonMapper mapper = WireMapper.create();
        List<String> read = new ArrayList<>();
        for (Class<?> answer : answers()) {
            for (RecordComponent component : answer.getRecordComponents()) {
                if (component.getType() != List.class) {
                    continue;
                }
                String field = Optional.ofNullable(component.getAnnotation(JsonProperty.class))
                        .map(JsonProperty::value)
                        .orElse(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()));
                String element = component.getGenericType().getTypeName().contains("Integer")
                        ? "7"
                        : "{\"id\":7,\"status\":\"x\"}";
                for (String nothing : List.of("null", "[]")) {
                    if (nothing.equals("[]") && element.equals("7")) {
                        continue;
                    }
                    Object whole = mapper.readValue(
                            "{\"id\":7,\"status\":\"x\",\"%s\":[%s,%s,%s]}".formatted(field, nothing, element, nothing),
                            answer);
                    component.getAccessor().setAccessible(true);
                    assertThat((List<?>) component.getAccessor().invoke(whole))
                            .as(answer + " " + field + " " + nothing)
                            .hasSize(1)
                            .doesNotContainNull();
                }
                read.add(answer.getSimpleName() + "." + field);
            }
        }
        assertThat(read)
                .contains(
                        "OrderInfo.requests",
                        "PlacedOrder.requests",
                        "Organization.contacts",
                        "OrganizationValidation.verified_contacts",
                        "Chain.intermediates");
    }

    /** The records of this package that calls return, with those that they consist of. */
    private static Set<Class<?>> answers() {
        Set<Class<?>> found = new HashSet<>();
        Deque<Type> open = new ArrayDeque<>();
        for (Method call : CertCentralApi.class.getMethods()) {
            open.add(call.getGenericReturnType());
        }
        while (!open.isEmpty()) {
            Type type = open.remove();
            if (type instanceof ParameterizedType parameters) {
                open.addAll(List.of(parameters.getActualTypeArguments()));
            } else if (type instanceof Class<?> record && record.isRecord() && found.add(record)) {
                for (RecordComponent component : record.getRecordComponents()) {
                    open.add(component.getGenericType());
                }
            }
        }
        return found;
    }

    @Test
    void a_null_in_the_order_list_hides_no_order_and_not_that_a_page_was_full() {
        answers.answer(200, "{\"orders\":[null,{\"id\":8,\"status\":\"issued\"}]}");
        OrderPage page = certCentral.orders(OrderFilter.any(), 0, 2);
        assertThat(page.shown()).containsExactly(OrderId.of(8));
        assertThat(page.hasNext()).isTrue();
    }

    @Test
    void an_order_whose_answer_lists_nothings_is_placed() {
        answers.answer(201, "{\"id\":7,\"requests\":[null],\"organization\":{\"id\":9}}");
        assertThat(certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX).id())
                .isEqualTo(OrderId.of(7));
    }

    @Test
    void one_odd_number_among_the_status_changes_hides_no_other() {
        answers.answer(
                200,
                "{\"orders\":[{\"order_id\":-5,\"status\":\"issued\"},{\"order_id\":8,\"status\":\"issued\",\"certificate_id\":1.5},"
                        + "{\"order_id\":{\"a\":[1]},\"status\":\"issued\"},{\"order_id\":9.5},{\"order_id\":10}]}");

        assertThat(certCentral.statusChanges(Duration.ofMinutes(1)))
                .containsExactly(
                        OrderReference.of(OrderId.of(8), "issued"),
                        new OrderReference(OrderId.of(10), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":7}{\"id\":8}",
                "{\"id\":7} []",
                "{\"id\":7}x",
                "{\"id\":7,\"id\":8}",
                "{\"id\":7,\"requests\":[{\"id\":1,\"id\":2}]}",
                "{\"id\":7,\"new\":{\"a\":1,\"a\":2}}"
            })
    void an_answer_that_reads_in_two_ways_is_unclear(String body) {
        answers.answer(201, body);
        assertThatThrownBy(() -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX))
                .isInstanceOf(UnknownOutcomeException.class);
        String refusal = "\"errors\":[{\"code\":\"invalid_csr\"}]";
        answers.answer(400, body.replace("\"id\":7", refusal).replace("\"id\":8", refusal));
        assertThatThrownBy(() -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{\"a\":;}", "[;]"})
    void an_answer_of_hundreds_of_levels_is_unclear(String open, String close) {
        for (int levels : new int[] {900, 100_000}) {
            String deep = open.repeat(levels) + "1" + close.repeat(levels);
            for (String body : List.of(deep, "{\"id\":7,\"new\":" + deep + "}", "{\"errors\":" + deep + "}")) {
                answers.answer(201, body);
                assertThatThrownBy(() -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX))
                        .isInstanceOf(UnknownOutcomeException.class);
                answers.answer(400, body);
                assertThatThrownBy(() -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX))
                        .isInstanceOf(UnknownOutcomeException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UTF-8; ISO-8859-1",
                "UTF-8; windows-1252",
                "ISO-8859-1; UTF-8",
                "UTF-16; UTF-8",
                "UTF-8; UTF-16",
                "UTF-16LE; UTF-16BE",
                "UTF-16; none",
                "ISO-8859-1; none"
            })
    void an_answer_in_another_encoding_than_it_says_is_unclear(String written, String declared) {
        byte[] body = "{\"id\":7,\"name\":\"Söhne Köln\",\"is_active\":true}".getBytes(Charset.forName(written));
        answers.answer(200, "application/json" + (declared.equals("none") ? "" : ";charset=" + declared), body);

        assertThatThrownBy(() -> certCentral.organization(7)).isInstanceOf(UnknownOutcomeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16BE"})
    void an_answer_in_the_encoding_that_it_says_is_read(String charset) {
        answers.answer(
                200,
                "application/json;charset=" + charset,
                "{\"id\":7,\"name\":\"Söhne Köln\"}".getBytes(Charset.forName(charset)));
        assertThat(certCentral.organization(7).name()).contains("Söhne Köln");

        answers.answer(
                200, "application/json", "\uFEFF{\"id\":7,\"name\":\"Söhne Köln\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(certCentral.organization(7).name()).contains("Söhne Köln");
    }

    @Test
    void texts_are_cut_to_what_the_register_keeps() {
        answers.answer(
                200, "{\"id\":7,\"name\":\"%s\",\"status\":\"%s\"}".formatted("N".repeat(312), "s".repeat(5000)));
        assertThat(certCentral.organization(7).name()).contains("N".repeat(255));
        answers.answer(
                200,
                "{\"id\":7,\"status\":\"%s\",\"certificate\":{\"id\":8,\"serial_number\":\"%s\"}}"
                        .formatted("s".repeat(5000), "A".repeat(80)));
        assertThat(certCentral.order(OrderId.of(7)).status()).isEqualTo("s".repeat(32));
        assertThat(certCentral.order(OrderId.of(7)).certificate().orElseThrow().serialNumber())
                .contains("A".repeat(64));
        answers.answer(200, "{\"orders\":[{\"order_id\":7,\"status\":\"%s\"}]}".formatted("s".repeat(5000)));
        assertThat(certCentral.statusChanges(Duration.ofMinutes(1)))
                .as("as long as in the order itself, or it would seem to move for ever")
                .containsExactly(OrderReference.of(OrderId.of(7), "s".repeat(32)));
    }

    @Test
    void a_text_is_never_cut_through_a_character() {
        answers.answer(200, "{\"id\":7,\"name\":\"%s\"}".formatted("N".repeat(254) + "😀😀"));
        assertThat(certCentral.organization(7).name()).contains("N".repeat(254));
    }

    @ParameterizedTest
    @CsvSource({"issued\\u0000", "issued\\ud800", "\\udc00issued", "is\\ud800\\ud800sued"})
    void characters_that_no_database_keeps_are_replaced_and_make_no_known_word(String written) {
        answers.answer(200, "{\"id\":7,\"status\":\"%s\"}".formatted(written));
        assertThat(certCentral.order(OrderId.of(7)).status())
                .contains("\uFFFD")
                .isNotEqualTo("issued")
                .doesNotContain("\u0000");
        answers.answer(400, "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(written, written));
        assertThatThrownBy(() -> certCentral.order(OrderId.of(7)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.errors().get(0).message()).contains("\uFFFD"));
    }

    @Test
    void what_a_validation_is_called_is_cut_and_a_check_without_a_state_is_left_out() {
        answers.answer(
                200,
                ("{\"organization_validations\":[{\"name\":\"%s\",\"verification_details\":{\"%s\":\"pending\","
                                + "\"b\\u0000\":\"c\",\"d\":null}}]}")
                        .formatted("N".repeat(5000), "k".repeat(5000)));
        OrganizationValidation validation =
                certCentral.validation(OrderId.of(7)).organizationValidations().get(0);

        assertThat(validation.name()).contains("N".repeat(255));
        assertThat(validation.verificationDetails()).containsOnlyKeys("k".repeat(255), "b\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "\"1E+999999999\"",
                "\"many\"",
                "\"2,454.00\"",
                "[]",
                "{}",
                "99999999999999999999999"
            })
    void funds_that_are_no_amount_are_not_told(String amount) {
        answers.answer(200, "{\"currency\":\"EUR\",\"total_available_funds\":%s}".formatted(amount));
        assertThat(certCentral.balance().totalAvailableFunds()).isEmpty();
    }

    @Test
    void thousands_of_errors_are_twenty() {
        answers.answer(400, "{\"errors\":[" + "{\"code\":\"a\",\"message\":\"b\"},".repeat(5000) + "{}]}");
        assertThatThrownBy(() -> certCentral.order(OrderId.of(7)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.errors()).hasSize(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>404 Not Found</html>",
                "",
                "{}",
                "{\"message\":\"no Route matched with those values\"}",
                "{\"errors\":[]}",
                "{\"errors\":[\"not found\"]}"
            })
    void a_404_that_is_not_in_CertCentrals_words_says_of_nothing_that_it_is_not_there(String body) {
        answers.answer(404, "text/html", body.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> certCentral.organization(7)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> certCentral.order(OrderId.of(7))).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-1")).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void only_a_404_that_says_not_found_says_so() {
        answers.answer(404, "{\"errors\":[{\"code\":\"not_found|organization\",\"message\":\"m\"}]}");
        assertThatThrownBy(() -> certCentral.organization(7))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.saysNotFound()).isTrue());
        assertThat(certCentral.ordersByAlternativeId("ES-1")).isEmpty();
        answers.answer(404, "{\"errors\":[{\"code\":\"gateway\",\"message\":\"not_found\"}]}");
        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-1"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.saysNotFound()).isFalse());
        answers.answer(400, "{\"errors\":[{\"code\":\"not_found|order\"}]}");
        assertThatThrownBy(() -> certCentral.ordersByAlternativeId("ES-1"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.saysNotFound()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errors\":[{\"code\":\"a\"}]}", "{\"a\":1,\"a\":2}", "{}{}", "{", "<html>"})
    void what_does_not_say_that_it_is_done_is_not_done(String body) {
        answers.answer(200, body);
        assertThatThrownBy(() -> certCentral.cancelOrder(OrderId.of(7), "note"))
                .isInstanceOf(UnknownOutcomeException.class);
        answers.answer(200, "{}");
        assertThatCode(() -> certCentral.cancelOrder(OrderId.of(7), "note")).doesNotThrowAnyException();
        answers.answer(204, "");
        assertThatCode(() -> certCentral.cancelOrder(OrderId.of(7), "note")).doesNotThrowAnyException();
    }

    @Test
    void status_changes_that_never_end_are_unclear() {
        answers.answer(200, "{\"orders\":[{\"order_id\":7}],\"page\":{\"total\":9007199254740991}}");
        assertThatThrownBy(() -> certCentral.statusChanges(Duration.ofMinutes(1)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("does not end");
    }

    @Test
    void a_download_is_read_with_a_mark_in_utf_16_and_with_what_no_database_keeps_replaced() {
        String pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            answers.answer(200, "application/x-pem-file", ("\uFEFF" + pem).getBytes(charset));
            assertThat(certCentral.certificatePem(7)).contains(pem);
        }
        answers.answer(200, "application/x-pem-file", (pem + "\u0000").getBytes(StandardCharsets.UTF_8));
        assertThat(certCentral.certificatePem(7)).contains(pem + "\uFFFD");
        answers.answer(200, "application/x-pem-file", "\uFEFF \n".getBytes(StandardCharsets.UTF_8));
        assertThat(certCentral.certificatePem(7)).isEmpty();
    }

    @Test
    void a_download_of_another_kind_is_for_the_rules_and_a_page_of_a_proxy_is_asked_for_again() {
        String bundle = "-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n";
        answers.answer(200, "application/x-pem-file", bundle.getBytes(StandardCharsets.UTF_8));
        assertThat(certCentral.certificatePem(7)).contains(bundle);
        for (String page : List.of("<html>Please sign in</html>", "null", "Service unavailable", "{}")) {
            answers.answer(200, "text/html", page.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> certCentral.certificatePem(7))
                    .as(page)
                    .isInstanceOf(UnknownOutcomeException.class)
                    .hasMessageContaining("is not a PEM file");
        }
    }
}
