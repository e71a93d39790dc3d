package io.eseal.certcentral;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the client of CertCentral. Checked at the start: a value that is missing or not allowed stops the start,
 * with a message that holds neither the key nor the address.
 *
 * @param baseUrl address of the Services API; https, or http on a loopback host; no user info, query or fragment
 * @param apiKey key sent as {@code X-DC-DEVKEY}; required, never shown
 * @param connectTimeout longest wait for a connection
 * @param callTimeout total deadline of one call, from connecting to the last byte of the answer
 * @param maxResponseSize largest answer that is read
 * @param csrPlacement place of the CSR in the body of an order
 * @param updateCsr settings of the update-CSR call
 * @param containerId division of the account that pays; null if the account has only one
 */
@ConfigurationProperties("certcentral")
public record CertCentralSettings(
        @DefaultValue(DEFAULT_BASE_URL) URI baseUrl,
        String apiKey,
        @DefaultValue(DEFAULT_CONNECT_TIMEOUT) Duration connectTimeout,
        @DefaultValue(DEFAULT_CALL_TIMEOUT) Duration callTimeout,
        @DefaultValue(DEFAULT_MAX_RESPONSE_SIZE) DataSize maxResponseSize,
        @DefaultValue("certificate") CsrPlacement csrPlacement,
        @DefaultValue UpdateCsr updateCsr,
        @Nullable Long containerId) {

    static final String DEFAULT_BASE_URL = "https://certcentral.digicert.eu/services/v2";
    static final String DEFAULT_CONNECT_TIMEOUT = "PT5S";
    static final String DEFAULT_CALL_TIMEOUT = "PT20S";
    static final String DEFAULT_MAX_RESPONSE_SIZE = "2MB";

    public CertCentralSettings {
        checkBaseUrl(baseUrl);
        check(
                apiKey != null && !apiKey.isBlank(),
                "certcentral.api-key (CERTCENTRAL_API_KEY) is not set: calling CertCentral needs an API key.");
        // The HTTP client would quote a key with a line break in its exception message.
        check(
                apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f),
                "certcentral.api-key (CERTCENTRAL_API_KEY) holds a blank, a line break or a non-ASCII character.");
        check(isPositive(connectTimeout), "certcentral.connect-timeout must be longer than zero.");
        check(isPositive(callTimeout), "certcentral.call-timeout must be longer than zero.");
        check(
                maxResponseSize != null && maxResponseSize.toBytes() > 0,
                "certcentral.max-response-size must be larger than zero.");
        check(csrPlacement != null, "certcentral.csr-placement must be certificate or root.");
        check(updateCsr != null, "certcentral.update-csr must not be empty.");
        check(
                containerId == null || containerId > 0,
                "certcentral.container-id (CERTCENTRAL_CONTAINER_ID) must be a positive whole number.");
    }

    /** Returns the default settings with the given address and key. */
    public static CertCentralSettings of(URI baseUrl, String apiKey) {
        return new CertCentralSettings(
                baseUrl,
                apiKey,
                Duration.parse(DEFAULT_CONNECT_TIMEOUT),
                Duration.parse(DEFAULT_CALL_TIMEOUT),
                DataSize.parse(DEFAULT_MAX_RESPONSE_SIZE),
                CsrPlacement.CERTIFICATE,
                UpdateCsr.off(),
                null);
    }

    /**
     * Returns a hash of API key and address; data that nodes share about the key is stored under it, without the key
     * itself.
     */
    public String keyId() {
        try {
            String named = apiKey + "\n" + baseUrl.toString().replaceFirst("/+$", "");
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return ("CertCentralSettings[baseUrl=%s, apiKey=***, connectTimeout=%s, callTimeout=%s, maxResponseSize=%s, csrPlacement=%s,"
                        + " updateCsr=%s, containerId=%s]")
                .formatted(baseUrl, connectTimeout, callTimeout, maxResponseSize, csrPlacement, updateCsr, containerId);
    }

    private static void checkBaseUrl(URI url) {
        check(
                url != null && url.getScheme() != null && url.getHost() != null,
                "certcentral.base-url (CERTCENTRAL_BASE_URL) must be a complete address such as " + DEFAULT_BASE_URL
                        + ".");
        check(
                url.getRawUserInfo() == null,
                "certcentral.base-url (CERTCENTRAL_BASE_URL) must not hold a user name or a password.");
        check(
                url.getRawQuery() == null && url.getRawFragment() == null,
                "certcentral.base-url (CERTCENTRAL_BASE_URL) must not hold a query or a fragment.");
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        check(
                scheme.equals("https") || scheme.equals("http") && isLoopback(url.getHost()),
                "certcentral.base-url (CERTCENTRAL_BASE_URL) must be https; plain http is allowed on a loopback host only.");
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    static boolean isPositive(Duration duration) {
        return duration != null && !duration.isNegative() && !duration.isZero();
    }

    static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /**
     * Settings of the update-CSR call. DigiCert names the endpoint, but no page that was read shows its path: the call
     * is off until its path is confirmed for the account.
     *
     * @param enabled whether the call is made at all
     * @param path path below the base URL, with {@code {orderId}} in it
     * @param method PUT, POST or PATCH
     */
    public record UpdateCsr(
            @DefaultValue("false") boolean enabled,
            @DefaultValue(DEFAULT_PATH) String path,
            @DefaultValue(DEFAULT_METHOD) String method) {

        static final String DEFAULT_PATH = "/order/certificate/{orderId}/csr";
        static final String DEFAULT_METHOD = "PUT";

        public UpdateCsr {
            check(
                    path != null && path.startsWith("/") && path.contains("{orderId}"),
                    "certcentral.update-csr.path must start with a slash and hold {orderId}.");
            check(
                    method != null && Set.of("PUT", "POST", "PATCH").contains(method),
                    "certcentral.update-csr.method must be PUT, POST or PATCH.");
        }

        static UpdateCsr off() {
            return new UpdateCsr(false, DEFAULT_PATH, DEFAULT_METHOD);
        }
    }
}
