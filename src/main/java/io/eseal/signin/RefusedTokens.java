package io.eseal.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers a bearer token that is refused: 401 with the reason, 503 while the provider's keys cannot be read. Logs the
 * reason, the address of the caller, and the subject if the signature was right; no other part of the token.
 */
class RefusedTokens implements AuthenticationFailureHandler {

    private static final String BEARER = "bearer ";
    private static final Set<String> REASONS = Set.of(
            "expired",
            "not valid yet",
            "wrong audience",
            "wrong issuer",
            "wrong type",
            "no end",
            "wrong claims",
            "wrong signature",
            "unknown key",
            "no usable user",
            "not a signed token",
            "provider away");

    private final AuthenticationEntryPoint unauthorized;
    private final ProviderAwayAnswer away;
    private final LimitedLog log;

    RefusedTokens(AuthenticationEntryPoint unauthorized, ProviderAwayAnswer away, LongSupplier nanos) {
        this.unauthorized = unauthorized;
        this.away = away;
        this.log = new LimitedLog(LoggerFactory.getLogger(RefusedTokens.class), REASONS, nanos);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException, ServletException {
        String from = request.getRemoteAddr();
        if (ProviderAwayException.isBehind(refusal)) {
            log.warn(
                    "provider away",
                    "A bearer token from " + from + " could not be checked: the OpenID provider does not answer");
            away.write(request, response);
            return;
        }
        String reason = reason(refusal);
        String detail = refusal instanceof RefusedSignIn unusable ? " (" + unusable.reason() + ")" : "";
        log.warn(
                reason, "A bearer token from " + from + " was refused: " + reason + detail + subject(request, refusal));
        unauthorized.commence(request, response, refusal);
    }

    private static String reason(Throwable refusal) {
        if (refusal instanceof RefusedSignIn) {
            return "no usable user";
        }
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof JwtValidationException invalid) {
                return invalid.getErrors().stream()
                        .map(OAuth2Error::getDescription)
                        .map(RefusedTokens::ofClaims)
                        .filter(reason -> !reason.equals("wrong claims"))
                        .findFirst()
                        .orElse("wrong claims");
            }
        }
        String message = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("invalid signature")) {
            return "wrong signature";
        }
        if (message.contains("must be after")) {
            return "wrong claims";
        }
        return message.contains("no matching key") ? "unknown key" : "not a signed token";
    }

    private static String ofClaims(String description) {
        String said = String.valueOf(description).toLowerCase(Locale.ROOT);
        if (said.contains("expired")) {
            return "expired";
        }
        if (said.contains("used before")) {
            return "not valid yet";
        }
        if (said.contains("aud claim")) {
            return "wrong audience";
        }
        if (said.contains("iss claim")) {
            return "wrong issuer";
        }
        if (said.contains("exp claim")) {
            return "no end";
        }
        return said.contains("typ ") ? "wrong type" : "wrong claims";
    }

    /**
     * Returns the subject for the log; empty unless the signature was right, since anybody can write a name into a
     * token.
     */
    private static String subject(HttpServletRequest request, Throwable refusal) {
        boolean signed = refusal instanceof RefusedSignIn;
        for (Throwable cause = refusal; cause != null && !signed; cause = cause.getCause()) {
            signed = cause instanceof JwtValidationException;
        }
        String header = request.getHeader("Authorization");
        if (!signed || header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return "";
        }
        try {
            JWTClaimsSet claims =
                    JWTParser.parse(header.substring(BEARER.length()).strip()).getJWTClaimsSet();
            return RefusedSignIn.subject(claims.getSubject());
        } catch (ParseException e) {
            return "";
        }
    }
}
