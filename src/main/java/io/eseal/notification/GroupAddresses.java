package io.eseal.notification;

import io.eseal.security.Groups;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configured addresses of groups, used in place of those of the members.
 *
 * @param legalApprovers addresses of {@code legal-approvers}, such as mailing lists; empty: those of its members
 * @param securityApprovers addresses of {@code security-approvers}, such as mailing lists; empty: those of its members
 * @param finance addresses of {@code finance}, such as mailing lists; empty: those of its members
 * @param operators addresses of {@code operators}, such as mailing lists; empty: those of its members
 */
record GroupAddresses(
        @DefaultValue List<@NotBlank @Email String> legalApprovers,
        @DefaultValue List<@NotBlank @Email String> securityApprovers,
        @DefaultValue List<@NotBlank @Email String> finance,
        @DefaultValue List<@NotBlank @Email String> operators) {

    /** Returns the addresses of the group; empty if none are configured. */
    List<String> of(String group) {
        return Map.of(
                        Groups.LEGAL_APPROVERS,
                        legalApprovers,
                        Groups.SECURITY_APPROVERS,
                        securityApprovers,
                        Groups.FINANCE,
                        finance,
                        Groups.OPERATORS,
                        operators)
                .getOrDefault(group, List.of());
    }
}
