package io.eseal.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An OpenID provider on a bare socket, which answers each of its addresses as well or as badly as a test wants. */
final class RawProvider implements AutoCloseable {

    static final String CONFIGURATION = "/.well-known/openid-configuration";
    static final String KEYS = "/keys";
    static final String TOKEN = "/token";
    static final String USER_INFO = "/userinfo";

    /** How an address is answered; the connection is closed afterwards. */
    interface Manner {

        void answer(OutputStream out, CountDownLatch closed) throws Exception;
    }

    /** Accepts, and never answers. */
    static final Manner SILENT = (out, closed) -> closed.await();

    /** A byte at a time, each long before any timeout of a read, and no end. */
    static final Manner DRIPPING = (out, closed) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                .getBytes(StandardCharsets.US_ASCII));
        do {
            out.write(' ');
            out.flush();
        } while (!closed.await(200, TimeUnit.MILLISECONDS));
    };

    static final Manner FAILING = (out, closed) ->
            write(out, "500 Internal Server Error", "text/html", "<html>NullPointerException at secret.Place</html>");

    static final Manner TALKING_NONSENSE = (out, closed) -> write(out, "200 OK", "application/json", "<<< }{ not JSON");

    static final Manner SAYING_NOTHING = (out, closed) -> write(out, "200 OK", "application/json", "");
    static final Manner SAYING_NULL = (out, closed) -> write(out, "200 OK", "application/json", " null");
    static final Manner LEADING_ELSEWHERE = (out, closed) -> write(out, "302 Found", "text/html", "");
    static final Manner OF_NO_TYPE = (out, closed) -> write(out, "200 OK", "garbage;;;=/", "{}");
    static final Manner NESTING =
            (out, closed) -> write(out, "200 OK", "application/json", "{\"keys\":" + "[".repeat(200_000));

    /** Documents of the right kind in which nothing is that has to be. */
    static final Manner HAVING_NOTHING = (out, closed) -> write(out, "200 OK", "application/json", "{}");

    static final Manner HAVING_NULLS =
            (out, closed) -> write(out, "200 OK", "application/json", "{\"sub\": null, \"access_token\": null}");
    static final Manner HAVING_NUMBERS = (out, closed) ->
            write(out, "200 OK", "application/json", "{\"sub\": 7, \"access_token\": [7], \"token_type\": {}}");
    /** Refusals that are not what a refusal looks like (RFC 6749, 5.2). */
    static final Manner REFUSING_WITH_NULL = (out, closed) -> write(out, "400 Bad Request", "application/json", "null");

    static final Manner REFUSING_WITH_A_LIST = (out, closed) -> write(out, "400 Bad Request", "application/json", "[]");
    static final Manner REFUSING_WITH_NONSENSE =
            (out, closed) -> write(out, "400 Bad Request", "application/json", "<<< }{ not JSON");

    static final Manner HUGE = (out, closed) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"keys\":[\""
                .getBytes(StandardCharsets.US_ASCII));
        var mebibyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (var sent = 0; sent < 64; sent++) {
            out.write(mebibyte);
        }
    };

    static final Manner HANGING_UP = (out, closed) -> {};

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private RSAKey key = OpenIdProvider.key();

    RawProvider() {
        try {
            server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        behave();
        daemon(() -> {
            while (true) {
                var connection = server.accept();
                daemon(() -> serve(connection));
            }
        });
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Answers as a provider does, and has no token for anybody yet. */
    void behave() {
        manners.clear();
        says(CONFIGURATION, configuration(issuer()));
        says(KEYS, new JWKSet(key.toPublicJWK()).toString());
        says(USER_INFO, "{\"sub\": \"u1\", \"preferred_username\": \"ana\", \"groups\": [\"/staff\"]}");
    }

    String configuration(String issuer) {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%2$s/authorize", "token_endpoint": "%2$s/token", "jwks_uri": "%2$s/keys",
                 "userinfo_endpoint": "%2$s/userinfo", "end_session_endpoint": "%2$s/end", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer, issuer());
    }

    void says(String path, String body) {
        does(path, (out, end) -> write(out, "200 OK", "application/json", body));
    }

    void does(String path, Manner manner) {
        manners.put(path, manner);
    }

    /** Replaces the signing key; the old one is gone. */
    void changeKey() {
        key = OpenIdProvider.key();
        says(KEYS, new JWKSet(key.toPublicJWK()).toString());
    }

    int calls(String path) {
        return calls.computeIfAbsent(path, any -> new AtomicInteger()).get();
    }

    String token(Consumer<JWTClaimsSet.Builder> claims) {
        return token(key, key.getKeyID(), claims);
    }

    String token(RSAKey signer, String keyId, Consumer<JWTClaimsSet.Builder> more) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("u1")
                .audience(OpenIdProvider.AUDIENCE)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("preferred_username", "ana")
                .claim("groups", List.of("/staff"));
        more.accept(claims);
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims.build());
            token.sign(new RSASSASigner(signer));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) throws Exception {
        try (connection) {
            var in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            var path = String.valueOf(in.readLine()).split("[ ?]")[1];
            var length = 0;
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            for (var read = 0; read < length; read++) {
                in.read();
            }
            calls.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
            manners.getOrDefault(path, (out, end) -> write(out, "404 Not Found", "text/plain", ""))
                    .answer(connection.getOutputStream(), closed);
        }
    }

    private static void write(OutputStream out, String status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
    }

    private interface Work {

        void run() throws Exception;
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // The caller hung up, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
