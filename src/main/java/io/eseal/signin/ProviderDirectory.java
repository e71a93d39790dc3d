package io.eseal.signin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import io.eseal.connection.SafeAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * Holds the addresses and keys of the OpenID provider (OpenID Connect Discovery 1.0). Reads the addresses in the
 * background until the provider answers, and the keys every five minutes. While the provider is down, uses the last
 * keys for up to twelve hours.
 */
final class ProviderDirectory implements ClientRegistrationRepository, AutoCloseable {

    /** Part of the address to which people return from the provider: {@code /login/oauth2/code/eseal}. */
    static final String CLIENT = "eseal";

    /** Shortest time between two reads of the keys because of an unknown key, for all callers together. */
    static final Duration UNKNOWN_KEYS = Duration.ofMinutes(1);

    private static final Duration KEYS_EVERY = Duration.ofMinutes(5);
    private static final Duration KEYS_GOOD_FOR = Duration.ofHours(12);
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Signature algorithms with a public key; one with a shared secret would accept a public key as the secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** Addresses that this service itself calls; the browser calls all others. */
    private static final List<String> CALLED = List.of("token_endpoint", "jwks_uri", "userinfo_endpoint");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OidcSettings settings;
    private final ProviderCalls calls;
    private final SharedAnswer<ClientRegistration> addresses;
    private final SharedAnswer<JWKSet> keys;

    ProviderDirectory(OidcSettings settings, ProviderCalls calls, LongSupplier nanos) {
        this.settings = settings;
        this.calls = calls;
        this.addresses =
                new SharedAnswer<>("its configuration", this::readAddresses, FOR_EVER, Optional.empty(), nanos);
        this.keys = new SharedAnswer<>("its keys", this::readKeys, KEYS_GOOD_FOR, Optional.of(KEYS_EVERY), nanos);
    }

    /** Starts reading addresses and keys in the background. */
    void start() {
        addresses.start();
        keys.start();
    }

    /**
     * Returns this service's registration as a client of the provider; waits for the provider's first answer.
     *
     * @throws ProviderAwayException when no answer comes
     */
    ClientRegistration client() {
        return addresses.get();
    }

    /** Returns this service's registration as a client of the provider; empty until the provider has answered once. */
    Optional<ClientRegistration> known() {
        return addresses.known();
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return CLIENT.equals(id) ? client() : null;
    }

    /**
     * Returns the keys that may have signed a token with this header; an empty list for a key that the provider does
     * not have.
     *
     * @param worthAsking whether an unknown key permits another read of the keys, at most once in {@link #UNKNOWN_KEYS}
     * @throws RemoteKeySourceException when the provider's keys cannot be read
     */
    List<Key> keys(JWSHeader header, boolean worthAsking) throws KeySourceException {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return List.of();
        }
        try {
            List<Key> found = select(header, keys.get());
            return found.isEmpty() && worthAsking ? select(header, keys.noOlderThan(UNKNOWN_KEYS)) : found;
        } catch (ProviderAwayException e) {
            throw new RemoteKeySourceException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        addresses.close();
        keys.close();
    }

    private static List<Key> select(JWSHeader header, JWKSet keys) {
        return KeyConverter.toJavaKeys(new JWKSelector(JWKMatcher.forJWSHeader(header)).select(keys)).stream()
                .filter(PublicKey.class::isInstance)
                .toList();
    }

    private ClientRegistration readAddresses() {
        String issuer = settings.issuer();
        try {
            Map<String, Object> configuration = JSON.readValue(
                    read(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"),
                    new TypeReference<>() {});
            if (!issuer.equals(configuration.get("issuer"))) {
                throw new ProviderAwayException(
                        "It says to be another issuer than " + issuer + ", which ESEAL_SECURITY_OIDC_ISSUER names");
            }
            CALLED.stream()
                    .filter(configuration::containsKey)
                    .filter(name -> !SafeAddress.isOne(String.valueOf(configuration.get(name))))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new ProviderAwayException("Its " + name
                                + " is no https address: the client secret and tokens travel over TLS only");
                    });
            ClientRegistration client = ClientRegistrations.fromOidcConfiguration(configuration)
                    .registrationId(CLIENT)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .scope(settings.scopes())
                    .build();
            // The address of the keys is known from now on: reads them at once, so that the next sign-in does not wait
            // for the pause to end.
            keys.start();
            return client;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("configuration", e);
        }
    }

    private JWKSet readKeys() {
        try {
            return JWKSet.parse(new String(read(client().getProviderDetails().getJwkSetUri()), StandardCharsets.UTF_8));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw unreadable("keys", e);
        }
    }

    private byte[] read(String address) throws IOException {
        ClientHttpRequest request = calls.createRequest(URI.create(address), HttpMethod.GET);
        request.getHeaders().setAccept(List.of(MediaType.APPLICATION_JSON, MediaType.ALL));
        try (ClientHttpResponse answer = request.execute()) {
            if (!answer.getStatusCode().is2xxSuccessful()) {
                throw new ProviderAwayException(
                        "It answered " + answer.getStatusCode().value() + " to "
                                + URI.create(address).getPath());
            }
            return answer.getBody().readAllBytes();
        }
    }

    // The message does not quote the answer, which may be anything, of any length.
    private static ProviderAwayException unreadable(String what, Exception cause) {
        return ProviderAwayException.isBehind(cause)
                ? new ProviderAwayException(cause.getMessage(), cause)
                : new ProviderAwayException(
                        "Its " + what + " could not be read: "
                                + cause.getClass().getSimpleName(),
                        cause);
    }
}
