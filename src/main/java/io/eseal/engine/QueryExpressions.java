package io.eseal.engine;

import java.util.Set;

/**
 * The expressions that a stored query may hold, letter for letter but for blanks: the caller's id and groups, and the
 * time. The engine's language reaches every bean and class, so no other expression of a query is evaluated, whoever
 * wrote or stored it.
 */
public final class QueryExpressions {

    public static final String CURRENT_USER = "${currentUser()}";
    public static final String CURRENT_USER_GROUPS = "${currentUserGroups()}";
    public static final String NOW = "${now()}";
    public static final String END_OF_TODAY = "${dateTime().plusDays(1).withTimeAtStartOfDay()}";

    private static final Set<String> PERMITTED = Set.of(CURRENT_USER, CURRENT_USER_GROUPS, NOW, END_OF_TODAY);

    private QueryExpressions() {}

    /** Tasklist's own help writes blanks between the braces. */
    static boolean isPermitted(String expression) {
        return expression != null && PERMITTED.contains(expression.replace(" ", ""));
    }

    /** What a caller is told whose query holds another one. */
    static CallRefusedException refusal() {
        return new CallRefusedException("Expressions are forbidden in queries; a stored query may hold "
                + String.join(", ", PERMITTED.stream().sorted().toList()) + ".");
    }
}
