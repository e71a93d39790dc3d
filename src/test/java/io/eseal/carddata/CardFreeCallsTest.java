package io.eseal.carddata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.fixtures.Keys;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CardFreeCallsTest {

    private final CardRefusal refusal = new CardRefusal(new ObjectMapper());
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/eseals/4111111111111111",
                "/api/eseals?q=4111111111111111",
                "/camunda/app/tasklist/4111111?111111111",
                "/engine-rest/task?nameLike=%254111-1111-1111-1111%25",
                "/engine-rest/task?nameLike=4111+1111+1111+1111",
                "/forms/4111%201111%201111%201111.html",
                "/x%zz?y=4111111111111111"
            })
    void an_address_with_a_card_number_is_refused_and_not_repeated(String address) throws Exception {
        MockHttpServletRequest request = request("GET", address);
        pass(new CardFreeAddresses(refusal), request);
        isRefused();
        assertThat(request.getAttribute("io.eseal.address-holds-no-card")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/eseals/ES-4K7Q2M9T?page=0&size=20",
                "/engine-rest/task/5f3c4111-1111-1111-8111-111111111111",
                "/engine-rest/history/task?startedAfter=2026-11-22T17:52:12.000%2B0100",
                "/engine-rest/job?dueDates=gt_2026-11-22T17:52:12",
                "/api/eseals?q=f4111111111111111",
                "/camunda/app/tasklist/default/"
            })
    void any_other_address_is_served(String address) throws Exception {
        pass(new CardFreeAddresses(refusal), request("GET", address));
        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void a_card_number_as_the_user_is_refused() throws Exception {
        MockHttpServletRequest request = request("GET", "/api/eseals");
        request.addHeader(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("4111111111111111:123".getBytes(StandardCharsets.UTF_8)));
        pass(new CardFreeAddresses(refusal), request);
        isRefused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"4111 1111 1111 1111\"}",
                "{\"value\":4111111111111111}",
                "{\"message\":\"\\u0034111111111111111\"}",
                "--edge\r\n\r\n4111111111111111\r\n--edge--"
            })
    void a_body_with_a_card_number_is_refused_and_not_repeated(String body) throws Exception {
        pass(new CardFreeBodies(refusal), read(body.getBytes(StandardCharsets.UTF_8)));
        isRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE"})
    void a_card_number_passes_in_no_charset(String charset) throws Exception {
        for (String body :
                List.of("{\"message\":\"4111 1111 1111 1111\"}", "{\"message\":\"\\u0034111111111111111\"}")) {
            pass(new CardFreeBodies(refusal), read(body.getBytes(charset)));
            isRefused();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task?nameLike=4111_1111_1111_1111",
                "/api/eseals?q=4111.1111.1111.1111",
                "/api/eseals?q=4111%252F1111%252F1111%252F1111",
                "/api/eseals?q=%F0%9D%9F%92111111111111111"
            })
    void an_address_with_a_card_number_in_another_spelling_is_refused(String address) throws Exception {
        pass(new CardFreeAddresses(refusal), request("GET", address));
        isRefused();
    }

    @Test
    void a_private_key_is_refused_in_an_address_a_header_and_a_body_and_not_repeated() throws Exception {
        String key = Keys.pem("PRIVATE KEY", Keys.ec().getPrivate().getEncoded());
        MockHttpServletRequest header = request("GET", "/api/eseals");
        header.addHeader("Idempotency-Key", key.replace("\n", " "));
        for (MockHttpServletRequest call :
                List.of(request("GET", "/api/eseals?q=" + URLEncoder.encode(key, StandardCharsets.UTF_8)), header)) {
            pass(new CardFreeAddresses(refusal), call);
            isAKey(key);
        }
        for (String charset : List.of("UTF-8", "UTF-16", "UTF-16LE")) {
            pass(
                    new CardFreeBodies(refusal),
                    read(("{\"message\":\"" + key.replace("\n", "\\n") + "\"}").getBytes(charset)));
            isAKey(key);
        }
    }

    private void isAKey(String key) throws Exception {
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString())
                .contains("private key", "make a new key pair")
                .doesNotContain(key.substring(40, 60));
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void bearer_tokens_and_sessions_are_no_keys() throws Exception {
        MockHttpServletRequest request = request("GET", "/api/eseals");
        request.addHeader("Authorization", "Bearer " + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(20));
        pass(new CardFreeAddresses(refusal), request);
        assertThat(chain.getRequest()).isNotNull();
    }

    private void pass(Filter filter, HttpServletRequest request) throws Exception {
        filter.doFilter(request, response, chain);
    }

    private void isRefused() throws Exception {
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString())
                .contains("Card data is not accepted here")
                .doesNotContain("4111");
        assertThat(chain.getRequest()).isNull();
    }

    private static ReadBody read(byte[] body) {
        return new ReadBody(request("POST", "/engine-rest/task/1/comment/create"), body);
    }

    private static MockHttpServletRequest request(String method, String address) {
        int question = address.indexOf('?');
        MockHttpServletRequest request =
                new MockHttpServletRequest(method, question < 0 ? address : address.substring(0, question));
        request.setQueryString(question < 0 ? null : address.substring(question + 1));
        return request;
    }
}
