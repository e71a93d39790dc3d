package io.eseal.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signs a person out of the OpenID provider, too, if the provider offers that (OpenID Connect RP-Initiated Logout 1.0).
 */
class OidcLogoutHandler extends SimpleUrlLogoutSuccessHandler {

    /**
     * Longest token that is sent along, in characters: proxies and browsers end addresses and the headers of an answer
     * at about 8 KB, and the token is only one part of them.
     */
    static final int LONGEST_HINT = 4096;

    static final String ADDRESS = OidcLogoutHandler.class.getName();

    private final ProviderDirectory directory;

    OidcLogoutHandler(ProviderDirectory directory) {
        this.directory = directory;
        setDefaultTargetUrl(Paths.SIGNED_OUT);
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        if (!Paths.CAMUNDA_LOGOUT.matches(request)) {
            super.onLogoutSuccess(request, response, who);
            return;
        }
        // The call came from a script, which a redirect does not lead anywhere; the page that it opens next does.
        request.getSession().setAttribute(ADDRESS, determineTargetUrl(request, response, who));
        response.setStatus(HttpServletResponse.SC_OK);
    }

    @Override
    protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response, Authentication who) {
        if (who == null || !(who.getPrincipal() instanceof OidcUser person)) {
            return super.determineTargetUrl(request, response);
        }
        return directory
                .known()
                .flatMap(client -> endOf(client, person, request))
                .orElseGet(() -> super.determineTargetUrl(request, response));
    }

    /**
     * Returns once the address that a person must still visit after a sign-out in Camunda's pages; empty if there is
     * none.
     */
    static Optional<String> take(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).map(session -> {
            var address = (String) session.getAttribute(ADDRESS);
            session.removeAttribute(ADDRESS);
            return address;
        });
    }

    private static Optional<String> endOf(ClientRegistration client, OidcUser person, HttpServletRequest request) {
        if (!(client.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint")
                instanceof String end)) {
            return Optional.empty();
        }
        var address = UriComponentsBuilder.fromUriString(end);
        var token = person.getIdToken().getTokenValue();
        // A person in very many groups has a token too long for an address; without it the provider may ask whether the
        // sign-out is meant.
        if (token.length() <= LONGEST_HINT) {
            address.queryParam("id_token_hint", "{hint}");
        }
        return Optional.of(address.queryParam("client_id", "{client}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode(StandardCharsets.UTF_8)
                .buildAndExpand(Map.of("hint", token, "client", client.getClientId(), "back", back(request)))
                .toUriString());
    }

    private static String back(HttpServletRequest request) {
        return UriComponentsBuilder.fromUriString(UrlUtils.buildFullRequestUrl(request))
                        .replacePath(request.getContextPath())
                        .replaceQuery(null)
                        .fragment(null)
                        .build()
                        .toUriString()
                + Paths.SIGNED_OUT;
    }
}
