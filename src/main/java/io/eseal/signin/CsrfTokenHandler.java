package io.eseal.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Reads CSRF tokens: the plain value of the cookie from scripts, the masked value from forms, as the manual of Spring
 * Security advises.
 */
class CsrfTokenHandler implements CsrfTokenRequestHandler {

    private final CsrfTokenRequestHandler plain = new CsrfTokenRequestAttributeHandler();
    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, token);
        // A read of the token sets its cookie, which a page needs before its first change and a machine never needs.
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null && request.getSession(false) != null) {
            CsrfToken unused = token.get();
        }
    }

    @Override
    public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        var handler = request.getHeader(token.getHeaderName()) != null ? plain : masked;
        return handler.resolveCsrfTokenValue(request, token);
    }
}
