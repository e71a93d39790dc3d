package io.eseal.paths;

import io.eseal.security.Groups;
import java.util.List;
import java.util.Locale;

/** People who act in the paths, each with the groups of the demo's user of the same name. */
enum Person {
    REQUESTER(Groups.REQUESTERS),
    LEGAL(Groups.LEGAL_APPROVERS),
    SECURITY(Groups.SECURITY_APPROVERS),
    FINANCE(Groups.FINANCE),
    OPERATOR(Groups.OPERATORS),
    /** One person with several duties. */
    DIRECTOR(Groups.LEGAL_APPROVERS, Groups.SECURITY_APPROVERS, Groups.FINANCE, Groups.OPERATORS);

    private final List<String> groups;

    Person(String... groups) {
        this.groups = List.of(groups);
    }

    String userId() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> groups() {
        return groups;
    }
}
