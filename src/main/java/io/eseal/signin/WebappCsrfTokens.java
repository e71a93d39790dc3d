package io.eseal.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Gives Camunda's filter against forged calls ({@code camunda.bpm.webapp.csrf.random-class}) the token of a session:
 * HMAC-SHA256 of its id. Two pages that are opened at once after the sign-in, on whatever nodes, are handed the same
 * token; by chance each would get its own, and the session would end with the first change in the one that lost. The
 * browser alone holds the id, and no token leads back to it.
 */
public final class WebappCsrfTokens extends Random {

    private static final long serialVersionUID = 1L;
    private static final String PURPOSE = "token of the web applications";

    /** Called by Camunda's filter. */
    public WebappCsrfTokens() {}

    /** Fills in the bytes of the current session's token; without a call of a browser, bytes by chance. */
    @Override
    public void nextBytes(byte[] token) {
        RequestAttributes call = RequestContextHolder.getRequestAttributes();
        if (call == null) {
            new SecureRandom().nextBytes(token);
        } else {
            byte[] bytes = of(call.getSessionId());
            System.arraycopy(bytes, 0, token, 0, token.length);
        }
    }

    private static byte[] of(String session) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(session.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
