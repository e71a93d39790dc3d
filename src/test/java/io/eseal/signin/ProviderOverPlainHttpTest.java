package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/**
 * Tests that a person who comes back from the provider without the session, because its cookie travels over TLS only,
 * is told so.
 */
class ProviderOverPlainHttpTest {

    @Test
    void who_comes_back_by_plain_http_is_told_that_their_session_needs_https() throws Exception {
        var told = failed("http", false, true, "authorization_request_not_found");
        assertThat(told.getStatus()).isEqualTo(403);
        assertThat(told.getContentAsString()).contains(PlainHttpNotice.SENTENCE, "You are not signed in");
    }

    @ParameterizedTest
    @CsvSource({
        "https, true, true, authorization_request_not_found",
        "https, false, true, authorization_request_not_found",
        "http, true, true, authorization_request_not_found",
        "http, false, false, authorization_request_not_found",
        "http, false, true, access_denied"
    })
    void nobody_else_is(String scheme, boolean secure, boolean tlsOnly, String kind) throws Exception {
        assertThat(failed(scheme, secure, tlsOnly, kind).getRedirectedUrl()).isEqualTo("/sign-in-failed.html");
    }

    private static MockHttpServletResponse failed(String scheme, boolean secure, boolean tlsOnly, String kind)
            throws Exception {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("eseal.security.oidc", OidcSettings.class);
        var signIn = new ProviderSignIn(settings, null, null, null, null, tlsOnly);
        var request = new MockHttpServletRequest("GET", "/login/oauth2/code/eseal");
        request.setScheme(scheme);
        request.setSecure(secure);
        var response = new MockHttpServletResponse();
        signIn.failed(request, response, new OAuth2AuthenticationException(kind));
        return response;
    }
}
