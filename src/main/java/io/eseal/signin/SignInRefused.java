package io.eseal.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/**
 * Leads back to the sign-in page after a wrong password. Where no password was checked, because somebody guesses from
 * the same address, answers 429 with a page that says so: the password may have been right.
 */
class SignInRefused extends SimpleUrlAuthenticationFailureHandler {

    /** Address of the sign-in page with the message that user or password was wrong. */
    static final String PAGE = "/login?error";

    SignInRefused() {
        super(PAGE);
        setRedirectStrategy(new SameHostRedirect());
        // The page does not show the reason, and each wrong password would leave a session behind.
        setAllowSessionCreation(false);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException, ServletException {
        if (refusal instanceof TooManyTriesException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, TooManyTriesException.RETRY_AFTER);
            SignInPage.write(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Your password was not looked at",
                    refusal.getMessage() + " A browser in which you signed in before need not wait.",
                    request.getContextPath());
            return;
        }
        super.onAuthenticationFailure(request, response, refusal);
    }
}
