package io.eseal.engine;

import java.util.Set;

/**
 * Lists the expressions that a stored query may hold, compared literally except for blanks: the caller's id and groups,
 * and the time. The engine's expression language reaches every bean and class, so any other expression of a query is
 * refused, whoever stored it.
 */
public final class QueryExpressions {

    public static final String CURRENT_USER = "${currentUser()}";
    public static final String CURRENT_USER_GROUPS = "${currentUserGroups()}";
    public static final String NOW = "${now()}";
    public static final String END_OF_TODAY = "${dateTime().plusDays(1).withTimeAtStartOfDay()}";

    private static final Set<String> PERMITTED = Set.of(CURRENT_USER, CURRENT_USER_GROUPS, NOW, END_OF_TODAY);

    private QueryExpressions() {}

    /**
     * Returns whether the expression is permitted; blanks are ignored, because Tasklist's help texts show them between
     * the braces.
     */
    static boolean isPermitted(String expression) {
        return expression != null && PERMITTED.contains(expression.replace(" ", ""));
    }

    /** Returns the refusal of a query with another expression. */
    static CallRefusedException refusal() {
        return new CallRefusedException("Expressions are forbidden in queries; a stored query may hold "
                + String.join(", ", PERMITTED.stream().sorted().toList()) + ".");
    }
}
