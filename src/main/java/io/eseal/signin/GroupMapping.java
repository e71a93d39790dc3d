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
 * For each of our groups those of the provider whose members are in it. A group that is not named here, even one of our
 * own name, gives nothing.
 */
record GroupMapping(
        @DefaultValue List<String> requesters,
        @DefaultValue List<String> legalApprovers,
        @DefaultValue List<String> securityApprovers,
        @DefaultValue List<String> finance,
        @DefaultValue List<String> operators,
        @DefaultValue List<String> auditors,
        @DefaultValue List<String> camundaAdmin) {

    boolean isEmpty() {
        return ours().values().stream().allMatch(List::isEmpty);
    }

    /** Our groups for the provider's. */
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
