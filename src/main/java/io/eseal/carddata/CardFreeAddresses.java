package io.eseal.carddata;

import io.eseal.request.CardNumbers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Refuses a card number in an address, or as the user who signs in: both end up in logs, caches and browser histories. */
class CardFreeAddresses extends OncePerRequestFilter {

    /** Set on what was refused; the access log leaves it out, see {@code server.tomcat.accesslog.condition-unless}. */
    static final String REFUSED = "io.eseal.card-in-address";

    private static final Pattern WORD = Pattern.compile("[0-9]*[A-Za-z_][0-9A-Za-z_]*");

    private final CardRefusal refusal;

    CardFreeAddresses(CardRefusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (holdsCard(request.getRequestURI()) || holdsCard(request.getQueryString()) || CardNumbers.contains(user(request.getHeader(HttpHeaders.AUTHORIZATION)))) {
            request.setAttribute(REFUSED, true);
            refusal.card(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean holdsCard(String part) {
        if (part == null) {
            return false;
        }
        String decoded;
        try {
            decoded = UriUtils.decode(part.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            decoded = part;
        }
        // Ids of letters and digits are no numbers.
        return CardNumbers.contains(decoded) && CardNumbers.contains(WORD.matcher(decoded).replaceAll("."));
    }

    private static String user(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "";
        }
        try {
            String pair = new String(Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException notBasic) {
            return "";
        }
    }
}
