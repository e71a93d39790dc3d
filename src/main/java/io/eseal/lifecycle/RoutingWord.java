package io.eseal.lifecycle;

import java.util.Locale;

/**
 * Result of a step or of a person's decision, as a constant of an enum; the gateways behind the step route by its word.
 */
public interface RoutingWord {

    /** Returns the name of the constant. */
    String name();

    /** Returns the word that the process variable holds: the name in lower case. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the value of a variable is this word; the value may be null. */
    default boolean is(Object word) {
        return word().equals(word);
    }
}
