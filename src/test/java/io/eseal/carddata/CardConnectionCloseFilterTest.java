package io.eseal.carddata;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CardConnectionCloseFilterTest {

    private static final String CARD_PAYMENT = "/api/eseals/ES-QQTM8TRQ/card-payment";

    @Test
    void a_payment_ends_its_connection_whatever_its_answer() throws Exception {
        assertThat(closedAfter("POST", CARD_PAYMENT, "{}", answer -> answer.setStatus(204)))
                .isTrue();
        assertThat(closedAfter("POST", CARD_PAYMENT, "{}", answer -> {})).isTrue();
    }

    @Test
    void a_body_that_is_not_taken_ends_its_connection() throws Exception {
        assertThat(closedAfter("POST", "/api/eseals", "{}", answer -> answer.setStatus(422)))
                .isTrue();
        assertThat(closedAfter("POST", "/api/eseals", "{}", answer -> answer.sendError(401)))
                .isTrue();
        assertThat(closedAfter("POST", "/api/eseals", "{}", answer -> answer.sendError(404, "not here")))
                .isTrue();
        assertThat(closedAfter("POST", "/login", "username=x", answer -> answer.sendRedirect("/login?error")))
                .isTrue();
    }

    @Test
    void all_other_calls_keep_their_connection() throws Exception {
        assertThat(closedAfter("POST", "/api/eseals", "{}", answer -> answer.setStatus(201)))
                .isFalse();
        assertThat(closedAfter("GET", "/api/eseals/ES-00000000", "", answer -> answer.sendError(404)))
                .isFalse();
        assertThat(closedAfter("GET", CARD_PAYMENT, "", answer -> answer.setStatus(200)))
                .isFalse();
    }

    @Test
    void a_card_in_a_header_ends_its_connection() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/eseals");
        request.addHeader("X-Card", "4111 1111 1111 1111");
        assertThat(closed(request, answer -> answer.setStatus(200))).isTrue();
    }

    private interface Answering {
        void to(HttpServletResponse answer) throws IOException;
    }

    private static boolean closedAfter(String method, String path, String body, Answering answering)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        if (!body.isEmpty()) {
            request.setContent(body.getBytes(StandardCharsets.UTF_8));
        }
        return closed(request, answering);
    }

    private static boolean closed(MockHttpServletRequest request, Answering answering)
            throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = (call, answer) -> answering.to((HttpServletResponse) answer);
        new CardConnectionCloseFilter().doFilter(request, response, chain);
        return "close".equals(response.getHeader(HttpHeaders.CONNECTION));
    }
}
