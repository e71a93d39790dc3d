package io.eseal.security;

import io.eseal.text.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Provides the names that the sign-in provider gives for the caller of the current thread, because a user id alone may
 * not show who the person is.
 */
@Component
public class SignedInNames {

    /** Standard claims that hold a part of a name (OpenID Connect Core 1.0, 5.1). */
    private static final List<String> PARTS = List.of("given_name", "middle_name", "family_name");

    /** Standard claims that hold a name. */
    private static final List<String> CLAIMS = List.of("name", "preferred_username", "nickname", "email");

    /** Returns the claims that are read here, as long as a person is signed in. */
    public static Set<String> claims() {
        return Stream.concat(PARTS.stream(), CLAIMS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the names and the mail address as the provider sent them; an empty list for a person who signed in with a
     * password of this service.
     */
    public List<String> names() {
        Map<String, Object> claims = claims(SecurityContextHolder.getContext().getAuthentication());
        String given = PARTS.stream()
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining(" "));
        return Stream.concat(
                        Stream.of(given),
                        CLAIMS.stream()
                                .map(claims::get)
                                .filter(Objects::nonNull)
                                .map(Object::toString))
                .filter(name -> !VisibleText.isBlank(name))
                .toList();
    }

    private static Map<String, Object> claims(Authentication authentication) {
        Object principal = authentication == null ? null : authentication.getPrincipal();
        if (principal instanceof OAuth2AuthenticatedPrincipal person) {
            return person.getAttributes();
        }
        return principal instanceof Jwt token ? token.getClaims() : Map.of();
    }
}
