package io.eseal.security;

import io.eseal.lifecycle.Actors;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads who somebody is out of the claims that the provider makes. */
class ProviderClaims {

    /** As long as the database keeps it. */
    private static final int LONGEST_ID = 255;
    /** The service's own name in the timeline, and the engine's name for everybody. */
    private static final Set<String> NOBODYS_IDS = Set.of(Actors.SERVICE, "*");

    private final OidcSettings settings;

    ProviderClaims(OidcSettings settings) {
        this.settings = settings;
    }

    /** @throws OAuth2AuthenticationException if the claims hold no user id that can be used */
    Caller caller(Map<String, Object> claims) {
        var id = claims.get(settings.userClaim());
        if (!(id instanceof String text) || text.isBlank() || !text.equals(text.strip()) || text.length() > LONGEST_ID
                || text.chars().anyMatch(Character::isISOControl) || NOBODYS_IDS.contains(text)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken(
                    "The claim " + settings.userClaim() + " holds no user id for this service"));
        }
        return new Caller(text, settings.groups().of(names(find(claims, settings.groupsClaim()).orElse(null))));
    }

    Collection<GrantedAuthority> authorities(Map<String, Object> claims) {
        return caller(claims).groups().stream().<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
    }

    /** Some providers have names with dots, others have objects within objects. */
    private static Optional<Object> find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return Optional.ofNullable(claims.get(path));
        }
        var dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1)) : Optional.empty();
    }

    private static List<String> names(Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
        }
        return claim instanceof String one ? List.of(one) : List.of();
    }
}
