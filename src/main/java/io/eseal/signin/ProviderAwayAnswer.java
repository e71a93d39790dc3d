package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers 503 while the OpenID provider does not answer: a page for people, problem details (RFC 9457) for machines.
 */
final class ProviderAwayAnswer {

    private static final String RETRY_AFTER_SECONDS = "10";
    private static final String TITLE = "Sign-in is not available at present";
    private static final String TEXT = "Your organisation's sign-in service (the OpenID provider) does not answer. "
            + "Nothing is wrong with your account, and requests under way go on. Try again in a minute; "
            + "if it stays like this, tell those who run the sign-in service.";

    private final ProblemResponses problems;

    ProviderAwayAnswer(ProblemResponses problems) {
        this.problems = problems;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (!Paths.MACHINES.matches(request) && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            SignInPage.write(response, HttpStatus.SERVICE_UNAVAILABLE, TITLE, TEXT, request.getContextPath());
            return;
        }
        problems.write(
                request,
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "The OpenID provider does not answer; who calls cannot be found out at present. Try again later.");
    }
}
