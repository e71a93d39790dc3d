package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Matches a page that a person opens in a browser, as opposed to a call of a script or a machine. */
class BrowserPage implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html") && Paths.PAGES.matches(request);
    }
}
