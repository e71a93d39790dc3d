package io.eseal.security;

import java.util.List;

/**
 * Ids of the groups. Permissions are given to groups alone; the identity provider or Camunda Admin decides who is a
 * member.
 */
public final class Groups {

    public static final String REQUESTERS = "requesters";
    public static final String LEGAL_APPROVERS = "legal-approvers";
    public static final String SECURITY_APPROVERS = "security-approvers";
    public static final String FINANCE = "finance";
    public static final String OPERATORS = "operators";
    public static final String AUDITORS = "auditors";
    /** Id that the engine itself gives to the group of its administrators. */
    public static final String ADMINISTRATORS = "camunda-admin";

    public static final List<String> ALL =
            List.of(REQUESTERS, LEGAL_APPROVERS, SECURITY_APPROVERS, FINANCE, OPERATORS, AUDITORS, ADMINISTRATORS);

    private Groups() {}
}
