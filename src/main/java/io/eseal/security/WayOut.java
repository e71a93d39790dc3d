package io.eseal.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import java.io.IOException;
import java.util.Optional;

/** Who leaves here leaves the provider, too, if it offers that (OpenID Connect RP-Initiated Logout 1.0). */
class WayOut extends OidcClientInitiatedLogoutSuccessHandler {

    private static final String ADDRESS = WayOut.class.getName();

    WayOut(ClientRegistrationRepository clients) {
        super(clients);
        setDefaultTargetUrl(Paths.SIGNED_OUT);
        setPostLogoutRedirectUri("{baseUrl}" + Paths.SIGNED_OUT);
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        if (!Paths.CAMUNDA_LOGOUT.matches(request)) {
            super.onLogoutSuccess(request, response, who);
            return;
        }
        // A script has called, which no redirect takes anywhere: the page that it opens next does.
        request.getSession().setAttribute(ADDRESS, determineTargetUrl(request, response, who));
        response.setStatus(HttpServletResponse.SC_OK);
    }

    /** Where someone still has to go who has just left Camunda's pages. */
    static Optional<String> take(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false)).map(session -> {
            var address = (String) session.getAttribute(ADDRESS);
            session.removeAttribute(ADDRESS);
            return address;
        });
    }
}
