package io.eseal.signin;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Checks the provider's tokens: bearer tokens for this service's API, and ID tokens of people who sign in. */
final class ProviderTokens implements JwtDecoderFactory<ClientRegistration> {

    private final OidcSettings settings;
    private final ProviderDirectory directory;

    ProviderTokens(OidcSettings settings, ProviderDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * Returns the decoder for bearer tokens: plain JWTs and those of RFC 9068, of this issuer, for the audience of this
     * service's API, with an expiry.
     */
    JwtDecoder bearer() {
        var decoder = new NimbusJwtDecoder(new Processor(this::mayBeForUs));
        var type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                new JwtIssuerValidator(settings.issuer()),
                type,
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience()))));
        return decoder;
    }

    /** Returns the decoder for ID tokens, which come from the provider itself (OpenID Connect Core 1.0, 3.1.3.7). */
    @Override
    public JwtDecoder createDecoder(ClientRegistration client) {
        var decoder = new NimbusJwtDecoder(new Processor(claims -> true));
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    /**
     * Tells whether an unknown key of this token is a reason to ask the provider again. Invented tokens may name any
     * key; a token that would be refused anyway causes no call.
     */
    private boolean mayBeForUs(JWTClaimsSet claims) {
        return settings.issuer().equals(claims.getIssuer())
                && claims.getAudience().contains(settings.audience())
                && claims.getExpirationTime() != null
                && claims.getExpirationTime().after(new Date());
    }

    private interface WorthAsking {

        boolean test(JWTClaimsSet claims);
    }

    /** Checks the signature; the validators of the decoder check everything else. */
    private final class Processor extends DefaultJWTProcessor<SecurityContext> {

        private Processor(WorthAsking worthAsking) {
            setJWSTypeVerifier((type, context) -> {});
            setJWTClaimsSetVerifier((claims, context) -> {});
            setJWTClaimsSetAwareJWSKeySelector((header, claims, context) -> keys(header, worthAsking.test(claims)));
        }

        private List<Key> keys(JWSHeader header, boolean worthAsking) throws KeySourceException {
            return directory.keys(header, worthAsking);
        }
    }
}
