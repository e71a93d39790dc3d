package io.eseal.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Recognises callers who gave the right password before, among others at the same address: a browser by a cookie
 * (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"), a machine by the connection that it keeps open.
 * Neither replaces a password; both only spare the caller the wait behind somebody who guesses. Valid on this node
 * until it stops.
 */
@Component
class KnownCallers {

    static final String COOKIE = "ESEAL-KNOWN-BROWSER";

    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int ID_BYTES = 16;

    private final boolean tlsOnly;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key = new SecretKeySpec(random(32), "HmacSHA256");
    private final RecentlyUsed<String> connections = new RecentlyUsed<>(MOST_CONNECTIONS);

    /**
     * Prepares the recognition with a new key.
     *
     * @param tlsOnly whether the cookie is for https alone, even where no proxy says that a call came by https
     */
    KnownCallers(@Value("${server.servlet.session.cookie.secure}") boolean tlsOnly) {
        this.tlsOnly = tlsOnly;
    }

    /** Returns the browser or connection in which this user gave the right password before; empty if there is none. */
    Optional<String> place(HttpServletRequest request, String user) {
        return browser(request, user).or(() -> connection(request, user));
    }

    /** Remembers the connection of a caller whose password was right. */
    void remember(HttpServletRequest request, String user) {
        synchronized (connections) {
            connections.put(connectionId(request), user);
        }
    }

    /** Remembers the browser of a person who has signed in, by a cookie for 30 days. */
    void remember(HttpServletRequest request, HttpServletResponse response, String user) {
        if (browser(request, user).isEmpty()) {
            String id = encode(random(ID_BYTES));
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, id + "." + signature(id, user))
                            .path("/")
                            .httpOnly(true)
                            .secure(tlsOnly || request.isSecure())
                            .sameSite("Strict")
                            .maxAge(LIFETIME)
                            .build()
                            .toString());
        }
    }

    private Optional<String> browser(HttpServletRequest request, String user) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .map(value -> value.split("\\.", 2))
                .filter(parts -> parts.length == 2 && isSame(parts[1], signature(parts[0], user)))
                .map(parts -> "browser " + parts[0])
                .findFirst();
    }

    private Optional<String> connection(HttpServletRequest request, String user) {
        String id = connectionId(request);
        synchronized (connections) {
            return connections.find(id).filter(user::equals).map(known -> "connection " + id);
        }
    }

    /**
     * Returns the id of the connection with the address of the caller, since a proxy sends calls of several callers
     * over one connection.
     */
    private static String connectionId(HttpServletRequest request) {
        return request.getServletConnection().getConnectionId() + " " + request.getRemoteAddr();
    }

    private String signature(String id, String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return encode(mac.doFinal((id + '\0' + user).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] random(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return some;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
