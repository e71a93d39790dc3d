package io.eseal.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.QueryOperator;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.QueryVariableValue;
import org.springframework.util.ReflectionUtils;

/**
 * Limits the size of a query. Each nested query, each condition on a variable and each sort column is a subquery or a
 * join, and some databases need exponential time for a pattern with many placeholders.
 */
final class QuerySize {

    static final int MOST_QUERIES = 11;
    static final int MOST_VARIABLES = BodyGuard.MOST_VARIABLES;
    static final int MOST_SORTINGS = 5;
    static final int MOST_VALUES = 2000;
    static final int MOST_PLACEHOLDERS = 2;
    static final int LONGEST_PATTERN = 255;
    static final int LONGEST_TEXT = 4000;
    /** Earliest date that every database can compare with. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    static final String PATTERN =
            "A pattern may have at most " + LONGEST_PATTERN + " characters and " + MOST_PLACEHOLDERS + " of %";

    private static final Set<String> NO_CONDITIONS = Set.of("expressions", "validators", "queries", "commandExecutor");

    /** Fields of a query that its caller fills. */
    private static final ObjectFields FIELDS = new ObjectFields(field -> !NO_CONDITIONS.contains(field.getName()));

    private int variables;
    private int sortings;
    private int values;

    private QuerySize() {}

    /**
     * Refuses a query that exceeds a limit.
     *
     * @param queries the query with all queries nested in it
     * @throws CallRefusedException if a limit is exceeded
     */
    static void check(List<AbstractQuery<?, ?>> queries) {
        refuse(queries.size() > MOST_QUERIES, "A query may hold at most " + (MOST_QUERIES - 1) + " nested queries.");
        QuerySize size = new QuerySize();
        queries.forEach(query -> FIELDS.get(query.getClass())
                .forEach(field -> size.add(field.getName(), ReflectionUtils.getField(field, query))));
        refuse(
                size.variables > MOST_VARIABLES,
                "A query may hold at most " + MOST_VARIABLES + " conditions on variables.");
        refuse(size.sortings > MOST_SORTINGS, "A query may be sorted by at most " + MOST_SORTINGS + " columns.");
        refuse(size.values > MOST_VALUES, "A query may hold at most " + MOST_VALUES + " values.");
    }

    private void add(String name, Object value) {
        if (value instanceof String text) {
            values++;
            checkText(name, text, name.contains("Like"));
        } else if (value instanceof Date date) {
            values++;
            checkDate(name, date);
        } else if (value instanceof QueryVariableValue variable) {
            variables++;
            checkVariable(variable);
        } else if (value instanceof QueryOrderingProperty) {
            sortings++;
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> add(name, one));
        } else if (value instanceof Map<?, ?> several) {
            values += several.size();
        } else if (value instanceof Object[] several) {
            Arrays.stream(several).forEach(one -> add(name, one));
        }
    }

    private static void checkVariable(QueryVariableValue variable) {
        checkText("variable name", variable.getName() == null ? "" : variable.getName(), false);
        Object value = variable.getValue();
        refuse(
                !(value == null
                        || value instanceof String
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof Date),
                "A variable is compared with a text, a number, true or false, a date or null.");
        if (value instanceof Date date) {
            checkDate("value of a variable", date);
        } else if (value instanceof String text) {
            checkText(
                    "value of a variable",
                    text,
                    variable.getOperator() == QueryOperator.LIKE || variable.getOperator() == QueryOperator.NOT_LIKE);
        }
    }

    private static void checkDate(String name, Date date) {
        Instant instant = Instant.ofEpochMilli(date.getTime());
        refuse(
                instant.isBefore(FIRST) || instant.isAfter(LAST),
                "A date of a query lies in the years 1 to 9999: " + name + ".");
    }

    private static void checkText(String name, String text, boolean pattern) {
        refuse(
                text.length() > LONGEST_TEXT,
                "A value of a query may have at most " + LONGEST_TEXT + " characters: " + name + ".");
        refuse(pattern && (text.length() > LONGEST_PATTERN || isPatternTooWide(text)), PATTERN + ": " + name + ".");
    }

    /** Returns whether the text, used as a pattern, has more placeholders than {@link #MOST_PLACEHOLDERS}. */
    static boolean isPatternTooWide(String text) {
        return text.chars().filter(letter -> letter == '%').count() > MOST_PLACEHOLDERS;
    }

    private static void refuse(boolean tooMuch, String sentence) {
        if (tooMuch) {
            throw new CallRefusedException(sentence);
        }
    }
}
