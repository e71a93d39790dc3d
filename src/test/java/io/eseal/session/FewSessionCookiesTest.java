package io.eseal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FewSessionCookiesTest {

    @ParameterizedTest
    @CsvSource({"0,200", "1,200", "4,200", "5,400", "200,400"})
    void a_call_with_many_ids_is_refused_before_any_is_looked_for(int number, int status) throws Exception {
        var request = new MockHttpServletRequest();
        request.setCookies(Stream.concat(
                        Stream.generate(() -> new Cookie("JSESSIONID", "a")).limit(number),
                        Stream.generate(() -> new Cookie("other", "a")).limit(9))
                .toArray(Cookie[]::new));
        var response = new MockHttpServletResponse();
        var chain = new MockFilterChain();

        new FewSessionCookies("JSESSIONID").doFilter(request, response, chain);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(chain.getRequest() != null).isEqualTo(status == 200);
    }
}
