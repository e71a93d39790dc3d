package io.eseal.signin;

import io.eseal.security.Groups;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Maps groups of the OpenID provider to groups of this service: each component lists the provider's groups whose
 * members belong to that group. A provider's group that is not listed gives nothing, even if its name is that of a
 * group of this service.
 *
 * @param requesters groups of the provider whose members belong to {@code requesters}
 * @param legalApprovers groups of the provider whose members belong to {@code legal-approvers}
 * @param securityApprovers groups of the provider whose members belong to {@code security-approvers}
 * @param finance groups of the provider whose members belong to {@code finance}
 * @param operators groups of the provider whose members belong to {@code operators}
 * @param auditors groups of the provider whose members belong to {@code auditors}
 * @param camundaAdmin groups of the provider whose members belong to {@code camunda-admin}
 */
record GroupMapping(
        @DefaultValue List<String> requesters,
        @DefaultValue List<String> legalApprovers,
        @DefaultValue List<String> securityApprovers,
        @DefaultValue List<String> finance,
        @DefaultValue List<String> operators,
        @DefaultValue List<String> auditors,
        @DefaultValue List<String> camundaAdmin) {

    /** Tells whether no group of the provider is listed at all. */
    boolean isEmpty() {
        return ours().values().stream().allMatch(List::isEmpty);
    }

    /** Returns the groups of this service for groups of the provider. */
    Set<String> of(Collection<String> theirs) {
        return ours().entrySet().stream()
                .filter(group -> !Collections.disjoint(group.getValue(), theirs))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, List<String>> ours() {
        return Map.of(
                Groups.REQUESTERS,
                requesters,
                Groups.LEGAL_APPROVERS,
                legalApprovers,
                Groups.SECURITY_APPROVERS,
                securityApprovers,
                Groups.FINANCE,
                finance,
                Groups.OPERATORS,
                operators,
                Groups.AUDITORS,
                auditors,
                Groups.ADMINISTRATORS,
                camundaAdmin);
    }
}
