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
 * Refuses calls with a card number or a private key in the address or in the user name of the sign-in, because both are
 * written to logs, caches and browser histories. Also refuses a private key in a header.
 */
class CardFreeAddresses extends OncePerRequestFilter {

    /**
     * Request attribute of calls that were not refused. Only these are written to the access log, see
     * {@code server.tomcat.accesslog.condition-if}.
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
                || request.getQueryString() != null
                        && holdsCard(request.getRequestURI() + "?" + request.getQueryString())
                || CardNumbers.contains(user(request.getHeader(HttpHeaders.AUTHORIZATION)))) {
            refusal.card(request, response);
        } else if (holdsKey(request)) {
            refusal.key(request, response);
        } else {
            request.setAttribute(CLEAN, true);
            chain.doFilter(request, response);
        }
    }

    /**
     * Returns whether a private key is in the address, in the user name, or in a header other than those that prove who
     * calls.
     */
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
        // Ids of letters and digits are not card numbers, even when their digits look like one.
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
