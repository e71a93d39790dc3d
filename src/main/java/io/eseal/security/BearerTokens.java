package io.eseal.security;

import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;

/** Which tokens of the provider open this service's API. */
final class BearerTokens {

    /** A provider that hangs must not hang every machine that calls. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private BearerTokens() {
    }

    static JwtDecoder decoder(OidcSettings settings) {
        var decoder = NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                .restOperations(new RestTemplateBuilder().connectTimeout(TIMEOUT).readTimeout(TIMEOUT).build())
                .validateType(false)
                .build();
        // Plain JWTs and those of RFC 9068.
        var type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                new JwtIssuerValidator(settings.issuer()),
                type,
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience()))));
        return decoder;
    }
}
