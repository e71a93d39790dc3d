package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;

class SignInRefusedTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void a_password_that_was_not_looked_at_is_not_called_wrong() throws Exception {
        new SignInRefused().onAuthenticationFailure(request, response, new TooManyTriesException());

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentAsString())
                .contains("not looked at", "Try again")
                .doesNotContainIgnoringCase("invalid", "wrong user");
    }

    @Test
    void a_wrong_password_leads_back_to_the_page_and_leaves_no_session_behind() throws Exception {
        new SignInRefused().onAuthenticationFailure(request, response, new BadCredentialsException("no"));

        assertThat(response.getRedirectedUrl()).isEqualTo("/login?error");
        assertThat(request.getSession(false)).isNull();
    }
}
