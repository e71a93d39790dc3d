package io.eseal.carddata;

import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import io.eseal.screening.Spellings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a card number or a private key in an address, or as the user who signs in, for both end up in logs, caches
 * and browser histories; and a private key in a header.
 */
class CardFreeAddresses extends OncePerRequestFilter {

    /**
     * Set on what was not refused; the access log has nothing else, see {@code server.tomcat.accesslog.condition-if}.
     */
    static final String CLEAN = "io.eseal.address-holds-no-card";

    private static final Pattern WORD = Pattern.compile("[0-9_]*[A-Za-z][0-9A-Za-z_]*");

    private static final Set<String> PROOFS = Set.of("authorization", "cookie");

    private final CardRefusal refusal;

    CardFreeAddresses(CardRefusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (holdsCard(request.getRequestURI())
                || holdsCard(request.getQueryString())
                || CardNumbers.contains(user(request.getHeader(HttpHeaders.AUTHORIZATION)))) {
            refusal.card(request, response);
        } else if (holdsKey(request)) {
            refusal.key(request, response);
        } else {
            request.setAttribute(CLEAN, true);
            chain.doFilter(request, response);
        }
    }

    /** In the address, as the user, or in a header that is no proof of who calls. */
    private static boolean holdsKey(HttpServletRequest request) {
        return PrivateKeys.contains(request.getRequestURI())
                || PrivateKeys.contains(request.getQueryString())
                || PrivateKeys.contains(user(request.getHeader(HttpHeaders.AUTHORIZATION)))
                || Collections.list(request.getHeaderNames()).stream()
                        .filter(name -> !PROOFS.contains(name.toLowerCase(Locale.ROOT)))
                        .anyMatch(name -> Collections.list(request.getHeaders(name)).stream()
                                .anyMatch(PrivateKeys::contains));
    }

    private static boolean holdsCard(String part) {
        if (part == null) {
            return false;
        }
        // Ids of letters and digits are no numbers.
        return Spellings.of(part.replace('+', ' ')).stream()
                .anyMatch(reading -> CardNumbers.contains(reading)
                        && CardNumbers.contains(WORD.matcher(reading).replaceAll("xxxx")));
    }

    private static String user(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return "";
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException notBasic) {
            return "";
        }
    }
}
