package io.eseal.request;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BodyLimitTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void aBodyOfAMebibyteIsRead() throws Exception {
        assertThat(filtered("/api/eseals", MEBIBYTE, MEBIBYTE).getInputStream().readAllBytes()).hasSize(MEBIBYTE);
        assertThat(filtered("/api/eseals", MEBIBYTE, -1).getReader().read()).isZero();
    }

    @Test
    void aLargerOneIsRefusedByItsLength() {
        assertThatThrownBy(() -> filtered("/api/eseals", 0, MEBIBYTE + 1).getInputStream()).satisfies(BodyLimitTest::isTooLarge);
    }

    @Test
    void aLargerOneInChunksIsRefusedOnceThatShows() {
        assertThatThrownBy(() -> filtered("/api/eseals", MEBIBYTE + 1, -1).getInputStream().readAllBytes()).satisfies(BodyLimitTest::isTooLarge);
    }

    @Test
    void callsOfTheEngineHaveALimitOfTheirOwn() throws Exception {
        assertThat(filtered("/engine-rest/task", MEBIBYTE + 1, -1).getInputStream().readAllBytes()).hasSize(MEBIBYTE + 1);
    }

    private static void isTooLarge(Throwable refusal) {
        assertThat(refusal).isInstanceOfSatisfying(ErrorResponseException.class, it -> {
            assertThat(it.getStatusCode().value()).isEqualTo(413);
            assertThat(it.getBody().getDetail()).contains("1 MiB");
        });
    }

    private static HttpServletRequest filtered(String path, int size, long told) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path) {
            @Override
            public long getContentLengthLong() {
                return told;
            }
        };
        request.setContent(new byte[size]);
        MockFilterChain chain = new MockFilterChain();
        new BodyLimit().doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }
}
