package io.eseal.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * By what names a provider of sign-ins knows whoever makes the call of this thread: a user id alone may say nothing of
 * the person.
 */
@Component
public class SignedInNames {

    /** OpenID Connect Core 1.0, 5.1. */
    private static final List<String> CLAIMS = List.of("name", "preferred_username", "nickname", "email");

    /** Names and the address of mail, as the provider wrote them; none for who signed in with a password kept here. */
    public List<String> names() {
        Map<String, Object> claims = claims(SecurityContextHolder.getContext().getAuthentication());
        String given = Stream.of("given_name", "middle_name", "family_name")
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
                .filter(name -> !name.isBlank())
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
