package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Keeps the address of the page that was asked for until the person has signed in. Keeps nothing else of the call: a
 * stranger can send many kilobytes of headers.
 */
final class SavedPages extends HttpSessionRequestCache {

    /** Attribute of the session in which Spring Security finds the address, after the sign-in too. */
    static final String PAGE = "SPRING_SECURITY_SAVED_REQUEST";
    /** Longest address in characters, since it becomes a header of a later answer. */
    private static final int LONGEST = 4096;

    private final RequestMatcher pages = new BrowserPage();

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String page = request.getRequestURI().substring(request.getContextPath().length())
                + (query == null ? "" : "?" + query);
        if (pages.matches(request) && page.length() <= LONGEST) {
            request.getSession().setAttribute(PAGE, new SimpleSavedRequest(page));
        }
    }
}
