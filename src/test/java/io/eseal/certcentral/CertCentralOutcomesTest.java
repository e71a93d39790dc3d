package io.eseal.certcentral;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.eseal.fixtures.EsealOrders;
import io.eseal.id.OrderId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertCentralOutcomesTest {

    private static final String HTML = "<html><body>Request blocked. Incident 4711</body></html>";

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private CertCentral certCentral;

    @BeforeEach
    void connect() {
        certCentral = CertCentral.of(
                CertCentralSettings.of(URI.create(API.baseUrl()), "the-secret-key"),
                Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    }

    @Test
    void a_refusal_keeps_every_code_and_the_vendors_words() {
        RefusedException refused = placing(RefusedException.class, jsonResponse("""
                {"errors":[{"code":"invalid_csr","message":"The CSR is not valid."},{"code":"missing|years",
                "message":"Years is required."}]}""", 400));

        assertThat(refused.status()).hasValue(400);
        assertThat(refused.errors())
                .containsExactly(
                        new ApiError("invalid_csr", "The CSR is not valid."),
                        new ApiError("missing|years", "Years is required."));
        assertThat(refused.hasCode("missing|years")).isTrue();
        assertThat(refused.mayHaveBeenProcessed()).isFalse();
        assertThat(refused)
                .hasMessage(
                        "CertCentral refused POST /order/certificate/eu_eseal: status 400, codes [invalid_csr, missing|years].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":{\"code\":\"invalid_csr\",\"message\":\"m\"}}",
                "{\"errors\":{\"0\":{\"code\":\"invalid_csr\",\"message\":\"m\"}}}",
                "{\"errors\":[{\"code\":\"invalid_csr\",\"message\":\"m\",\"more\":1}],\"x\":2}"
            })
    void errors_are_read_as_list_or_object(String body) {
        assertThat(placing(RefusedException.class, jsonResponse(body, 400)).errors())
                .containsExactly(new ApiError("invalid_csr", "m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "{\"errors\":null}", "7", "{\"errors\":", "<html>"})
    void a_refusal_without_readable_errors_is_still_a_refusal_of_what_may_be_repeated(String body) {
        assertThat(reading(RefusedException.class, jsonResponse(body, 400)).errors())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"errors\":null}",
                "7",
                "{\"errors\":",
                "<html>",
                "{\"message\":\"no route\"}",
                "{\"errors\":[]}",
                "{\"errors\":[\"Blocked\"]}",
                "{\"errors\":[{\"message\":\"Blocked\"}]}"
            })
    void an_order_is_not_refused_by_an_answer_without_codes_of_CertCentral(String body) {
        assertThat(placing(UnknownOutcomeException.class, jsonResponse(body, 400))
                        .mayHaveBeenProcessed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 403, 404, 405, 407, 409, 413, 422, 425, 451})
    void a_page_in_place_of_a_refusal_of_an_order_is_unclear_and_not_quoted(int status) {
        UnknownOutcomeException unclear = placing(UnknownOutcomeException.class, html(status));

        assertThat(unclear.mayHaveBeenProcessed()).isTrue();
        assertThat(unclear).hasMessageContaining("status " + status).hasMessageNotContaining("Incident");
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 425})
    void a_conflict_does_not_tell_that_nothing_was_ordered(int status) {
        var answer = jsonResponse("{\"errors\":[{\"code\":\"duplicate\",\"message\":\"m\"}]}", status);

        assertThat(placing(UnknownOutcomeException.class, answer).mayHaveBeenProcessed())
                .isTrue();
        assertThat(reading(RefusedException.class, answer).mayHaveBeenProcessed())
                .isFalse();
    }

    @Test
    void a_missing_key_is_taken_by_anyones_word() {
        assertThat(placing(NotAuthorizedException.class, html(401)).mayHaveBeenProcessed())
                .isFalse();
    }

    @Test
    void a_card_number_in_the_vendors_words_is_masked() {
        RefusedException refused = placing(
                RefusedException.class,
                jsonResponse(
                        "{\"errors\":[{\"code\":\"bad_card\",\"message\":\"Card 4111 2222 3333 4444 of order 1234567 was declined\"}]}",
                        402));

        assertThat(refused.errors().get(0).message()).isEqualTo("Card ****4444 of order 1234567 was declined");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 403, 429, 500})
    void what_the_vendor_repeats_of_a_card_is_masked_with_its_holder_and_cvv(int status) {
        CertCentralException refused = placing(
                CertCentralException.class,
                jsonResponse(
                        "{\"errors\":[{\"code\":\"bad_987\",\"message\":\"Jane Roe: 4111222233334444, cvv 987, "
                                + "{\\\"cvv\\\":\\\"987\\\"} of 19870\"}]}",
                        status));

        assertThat(refused.errors())
                .containsExactly(new ApiError("bad_***", "***: ****4444, cvv ***, {\"cvv\":\"***\"} of 19870"));
        assertThat(refused).hasMessageNotContaining("987");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void an_invalid_key_is_not_authorized(int status) {
        NotAuthorizedException refused = placing(
                NotAuthorizedException.class,
                jsonResponse(
                        "{\"errors\":[{\"code\":\"access_denied|access_denied_invalid_key\",\"message\":\"Access denied.\"}]}",
                        status));

        assertThat(refused.hasCode("access_denied|access_denied_invalid_key")).isTrue();
        assertThat(refused.mayHaveBeenProcessed()).isFalse();
        assertThat(refused).hasMessageNotContaining("the-secret-key");
    }

    @Test
    void a_block_page_of_the_cdn_is_not_authorized_and_not_quoted() {
        NotAuthorizedException refused = reading(NotAuthorizedException.class, html(403));

        assertThat(refused.errors()).isEmpty();
        assertThat(refused).hasMessageNotContaining("Incident");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void a_server_error_is_unavailable_and_may_have_been_processed(int status) {
        UnavailableException down = placing(UnavailableException.class, html(status));

        assertThat(down.status()).hasValue(status);
        assertThat(down.definitelyNotSent()).isFalse();
        assertThat(down.mayHaveBeenProcessed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7; PT7S", "0; PT0S",
                "Sun, 01 Mar 2026 12:01:30 GMT; PT1M30S", "Sun, 01 Mar 2026 11:00:00 GMT; PT0S"
            })
    void too_many_requests_says_how_long_to_wait(String header, Duration wait) {
        TooManyRequestsException limited = placing(
                TooManyRequestsException.class,
                jsonResponse(
                                "{\"errors\":[{\"code\":\"request_limit_exceeded\",\"message\":\"Service unavailable, please limit "
                                        + "request volume\"}]}",
                                429)
                        .withHeader("Retry-After", header));

        assertThat(limited.retryAfter()).contains(wait);
        assertThat(limited.hasCode("request_limit_exceeded")).isTrue();
        assertThat(limited.mayHaveBeenProcessed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "99999999999999999999"})
    void an_unreadable_wait_is_none(String header) {
        assertThat(placing(TooManyRequestsException.class, html(429).withHeader("Retry-After", header))
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void too_many_requests_may_not_say_how_long_to_wait() {
        assertThat(placing(TooManyRequestsException.class, html(429)).retryAfter())
                .isEmpty();
    }

    @Test
    void a_missing_route_is_not_offered() {
        assertThat(placing(NotOfferedException.class, jsonResponse("{\"errors\":{\"code\":\"not_found|route\"}}", 404))
                        .mayHaveBeenProcessed())
                .isFalse();
        assertThat(reading(NotOfferedException.class, html(405)).status()).hasValue(405);
    }

    @Test
    void a_missing_thing_is_refused() {
        assertThat(placing(RefusedException.class, jsonResponse("{\"errors\":[{\"code\":\"not_found|product\"}]}", 404))
                        .hasCode("not_found|product"))
                .isTrue();
    }

    @Test
    void a_page_in_place_of_an_answer_is_unclear_and_not_quoted() {
        UnknownOutcomeException unclear = placing(UnknownOutcomeException.class, html(200));

        assertThat(unclear.mayHaveBeenProcessed()).isTrue();
        assertThat(unclear)
                .hasMessage(
                        "What became of POST /order/certificate/eu_eseal at CertCentral is not known; a web page came in "
                                + "place of its answer.")
                .hasNoCause();
        assertThat(unclear.answered()).as("by CertCentral").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, 'not a page', true",
        "application/json, '<html></html>', true",
        "text/html, '{\"id\":}', true",
        "TEXT/HTML;charset=ISO-8859-1, ' <!DOCTYPE html><p>gesch\u00FCtzt</p>', false",
        "text/html;charset=utf-8, '\uFEFF<html></html>', false"
    })
    void only_what_is_a_page_in_both_type_and_text_is_no_answer_of_CertCentral(
            String type, String body, boolean answered) {
        UnknownOutcomeException unclear = placing(
                UnknownOutcomeException.class,
                aResponse().withStatus(200).withHeader("Content-Type", type).withBody(body));

        assertThat(unclear.answered()).isEqualTo(answered);
    }

    @Test
    void a_redirect_is_not_followed() {
        UnknownOutcomeException unclear = placing(
                UnknownOutcomeException.class,
                aResponse().withStatus(302).withHeader("Location", API.baseUrl() + "/elsewhere"));

        assertThat(unclear).hasMessageContaining("status 302");
        API.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void a_query_is_no_part_of_the_message() {
        API.stubFor(any(anyUrl()).willReturn(html(500)));

        assertThat(catchThrowableOfType(
                        UnavailableException.class, () -> certCentral.statusChanges(Duration.ofMinutes(1))))
                .hasMessage("CertCentral is not available for GET /order/certificate/status-changes: status 500.");
    }

    private <T extends CertCentralException> T placing(Class<T> outcome, ResponseDefinitionBuilder answer) {
        API.stubFor(any(anyUrl()).willReturn(answer));
        T exception =
                catchThrowableOfType(outcome, () -> certCentral.placeOrder(EsealOrders.byCard(null), Instant.MAX));
        assertThat(exception).as("no answer may pass for an order").isNotNull();
        return exception;
    }

    private <T extends CertCentralException> T reading(Class<T> outcome, ResponseDefinitionBuilder answer) {
        API.stubFor(any(anyUrl()).willReturn(answer));
        return catchThrowableOfType(outcome, () -> certCentral.order(OrderId.of(7)));
    }

    private static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(HTML);
    }
}
