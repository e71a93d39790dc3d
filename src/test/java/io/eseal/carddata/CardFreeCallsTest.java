package io.eseal.carddata;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CardFreeCallsTest {

    private final CardRefusal refusal = new CardRefusal(new ObjectMapper());
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @ValueSource(strings = {"/api/eseals/4111111111111111", "/api/eseals?q=4111111111111111", "/engine-rest/task?nameLike=%254111-1111-1111-1111%25",
            "/engine-rest/task?nameLike=4111+1111+1111+1111", "/forms/4111%201111%201111%201111.html", "/x%zz?y=4111111111111111"})
    void anAddressWithACardNumberIsRefusedAndNotRepeated(String address) throws Exception {
        MockHttpServletRequest request = request("GET", address);
        pass(new CardFreeAddresses(refusal), request);
        isRefused();
        assertThat(request.getAttribute("io.eseal.card-in-address")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/eseals/ES-4K7Q2M9T?page=0&size=20", "/engine-rest/task/5f3c4111-1111-1111-8111-111111111111",
            "/engine-rest/history/task?startedAfter=2026-11-22T17:52:12.000%2B0100", "/engine-rest/job?dueDates=gt_2026-11-22T17:52:12",
            "/api/eseals?q=f4111111111111111", "/camunda/app/tasklist/default/"})
    void anyOtherAddressIsServed(String address) throws Exception {
        pass(new CardFreeAddresses(refusal), request("GET", address));
        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void aCardNumberAsTheUserIsRefused() throws Exception {
        MockHttpServletRequest request = request("GET", "/api/eseals");
        request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString("4111111111111111:123".getBytes(StandardCharsets.UTF_8)));
        pass(new CardFreeAddresses(refusal), request);
        isRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"4111 1111 1111 1111\"}", "{\"value\":4111111111111111}", "{\"message\":\"\\u0034111111111111111\"}",
            "--edge\r\n\r\n4111111111111111\r\n--edge--"})
    void aBodyWithACardNumberIsRefusedAndNotRepeated(String body) throws Exception {
        pass(new CardFreeBodies(refusal), withBody(body));
        isRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE"})
    void norDoesItPassInAnotherCharset(String charset) throws Exception {
        for (String body : List.of("{\"message\":\"4111 1111 1111 1111\"}", "{\"message\":\"\\u0034111111111111111\"}")) {
            MockHttpServletRequest request = withBody("");
            request.setContent(body.getBytes(charset));
            new CardFreeBodies(refusal).doFilter(request, response, chain);
            isRefused();
        }
    }

    @Test
    void anyOtherBodyIsHandedOnWhole() throws Exception {
        String body = "{\"taskId\":\"5f3c4111-1111-1111-8111-111111111111\",\"text\":\"€\"}";
        String[] read = new String[1];
        new CardFreeBodies(refusal).doFilter(withBody(body), response, (request, answer) -> read[0] = body(request));
        assertThat(read[0]).isEqualTo(body);
    }

    private static String body(ServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() throws Exception {
        pass(new CardFreeBodies(refusal), withBody(" ".repeat(10 * 1024 * 1024 + 1)));
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(chain.getRequest()).isNull();
    }

    private void pass(Filter filter, MockHttpServletRequest request) throws Exception {
        filter.doFilter(request, response, chain);
    }

    private void isRefused() throws Exception {
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("Card data is not accepted here").doesNotContain("4111");
        assertThat(chain.getRequest()).isNull();
    }

    private static MockHttpServletRequest withBody(String body) {
        MockHttpServletRequest request = request("POST", "/engine-rest/task/1/comment/create");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static MockHttpServletRequest request(String method, String address) {
        int question = address.indexOf('?');
        MockHttpServletRequest request = new MockHttpServletRequest(method, question < 0 ? address : address.substring(0, question));
        request.setQueryString(question < 0 ? null : address.substring(question + 1));
        return request;
    }
}
