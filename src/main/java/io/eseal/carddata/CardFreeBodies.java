package io.eseal.carddata;

import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Refuses a card number or a private key in the body of any call to the engine's REST interfaces: variables, comments,
 * descriptions, attachments, keys, names. Calls of {@code /api} get a finding for the field instead, see
 * {@link io.eseal.request.RequestRules}.
 */
class CardFreeBodies extends OncePerRequestFilter {

    private final CardRefusal refusal;

    CardFreeBodies(CardRefusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ReadBody body = WebUtils.getNativeRequest(request, ReadBody.class);
        if (body == null) {
            chain.doFilter(request, response);
        } else if (PrivateKeys.contains(body.bytes())) {
            refusal.key(request, response);
        } else if (CardNumbers.contains(text(body.bytes()))) {
            refusal.card(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Reads the body as UTF-8. In a body of UTF-16 the digits are separated by NULs, which the search ignores. */
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
