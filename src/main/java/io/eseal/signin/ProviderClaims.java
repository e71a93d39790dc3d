package io.eseal.signin;

import io.eseal.id.UserId;
import io.eseal.security.Caller;
import io.eseal.security.OwnNames;
import io.eseal.text.VisibleText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** Reads the user id and the groups from the claims of the provider. */
class ProviderClaims {

    /**
     * Longest user id in UTF-16 units: the engine writes the user who claims or assigns a task into
     * {@code ACT_HI_IDENTITYLINK.ASSIGNER_ID_}, its narrowest column for a user id.
     */
    static final int LONGEST_ID = 64;

    private final OidcSettings settings;

    ProviderClaims(OidcSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns the caller that the claims describe, with the groups of this service.
     *
     * @throws RefusedSignIn if the claims hold no usable user id, or the provider left the groups out
     */
    Caller caller(Map<String, Object> claims) {
        var id = id(claims);
        var groups = find(claims, settings.groupsClaim());
        if (groups.isEmpty() && leftOut(claims)) {
            throw new RefusedSignIn(
                    "The provider left the groups out of the token because there are too many (a groups overage claim): "
                            + "have it send only the groups assigned to this application, or its roles",
                    claims.get(JwtClaimNames.SUB));
        }
        return new Caller(
                id, settings.groups().of(groups.map(ProviderClaims::names).orElse(List.of())));
    }

    private UserId id(Map<String, Object> claims) {
        if (!(claims.get(settings.userClaim()) instanceof String text) || VisibleText.isBlank(text)) {
            throw refused(claims, "is missing, empty or no text");
        }
        UserId id = UserId.of(text);
        if (text.length() > LONGEST_ID || id.normal().length() > LONGEST_ID) {
            throw refused(claims, "has more than " + LONGEST_ID + " characters, which no task could be assigned to");
        }
        if (!text.equals(VisibleText.trim(text))
                || id.hasInvisible()
                || text.codePoints().anyMatch(ProviderClaims::isNoCharacter)
                || id.normal().isEmpty()) {
            throw refused(
                    claims,
                    "has blanks at its edges, or characters that cannot be seen or that turn the direction of writing");
        }
        if (OwnNames.isLike(id)) {
            throw refused(claims, "is or looks like a name under which this service itself acts");
        }
        return id;
    }

    private RefusedSignIn refused(Map<String, Object> claims, String why) {
        return new RefusedSignIn(
                "The claim " + settings.userClaim() + " holds no user id for this service: it " + why,
                claims.get(JwtClaimNames.SUB));
    }

    /**
     * Tells whether the code point is half a character or one that Unicode does not define: a database could not store
     * it, and nobody could tell it from another.
     */
    private static boolean isNoCharacter(int codePoint) {
        var type = Character.getType(codePoint);
        return type == Character.SURROGATE || type == Character.UNASSIGNED || type == Character.PRIVATE_USE;
    }

    /**
     * Tells whether the provider left the groups out, as Microsoft Entra ID marks it: by a reference instead of the
     * claim (OpenID Connect Core 1.0, 5.6.2), or by a claim of its own.
     */
    private boolean leftOut(Map<String, Object> claims) {
        return claims.get("_claim_names") instanceof Map<?, ?> elsewhere
                        && elsewhere.containsKey(settings.groupsClaim())
                || "true".equals(String.valueOf(claims.get("hasgroups")));
    }

    /**
     * Returns the claim of that name or path: some providers have names with dots, others have objects within objects.
     */
    private static Optional<Object> find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return Optional.ofNullable(claims.get(path));
        }
        var dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : Optional.empty();
    }

    private static List<String> names(Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return claim instanceof String one ? List.of(one) : List.of();
    }
}
