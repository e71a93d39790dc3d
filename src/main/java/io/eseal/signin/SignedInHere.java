package io.eseal.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Leads people back to the page that they asked for, and remembers their browser. */
class SignedInHere extends SavedRequestAwareAuthenticationSuccessHandler {

    private final KnownCallers known;

    SignedInHere(KnownCallers known) {
        this.known = known;
        lead(this);
    }

    /**
     * Returns the handler for people whom a provider signed in; it remembers no browser, since their passwords cannot
     * be guessed here.
     */
    static SavedRequestAwareAuthenticationSuccessHandler back() {
        var handler = new SavedRequestAwareAuthenticationSuccessHandler();
        lead(handler);
        return handler;
    }

    private static void lead(SavedRequestAwareAuthenticationSuccessHandler handler) {
        handler.setDefaultTargetUrl("/");
        handler.setRedirectStrategy(new SameHostRedirect());
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws ServletException, IOException {
        known.remember(request, response, who.getName());
        super.onAuthenticationSuccess(request, response, who);
    }
}
