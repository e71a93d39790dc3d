package io.eseal.security;

import io.eseal.id.UserId;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * User id and groups of the caller; a controller method receives them as a parameter of this type.
 *
 * @param id the user id, spelled as the engine has it
 * @param groups the ids of the user's groups, see {@link Groups}
 */
public record Caller(UserId id, Set<String> groups) {

    private static final Set<String> SEE_ALL = Set.of(
            Groups.LEGAL_APPROVERS,
            Groups.SECURITY_APPROVERS,
            Groups.FINANCE,
            Groups.OPERATORS,
            Groups.AUDITORS,
            Groups.ADMINISTRATORS);

    public Caller {
        groups = Set.copyOf(groups);
    }

    /** Makes the caller from what Spring Security holds: its name is the user id, its authorities are the groups. */
    public static Caller of(Authentication authentication) {
        return new Caller(
                UserId.of(authentication.getName()),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Tells whether the caller is a member of the group. */
    public boolean in(String group) {
        return groups.contains(group);
    }

    /** Tells whether the caller may read every request, not only the own ones. */
    public boolean seesAll() {
        return groups.stream().anyMatch(SEE_ALL::contains);
    }
}
