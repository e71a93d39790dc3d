package io.eseal.lifecycle;

import java.util.Locale;

/** What a step or a person came to, as an enum's constant; the gateways behind it route by the word. */
public interface RoutingWord {

    /** Name of the constant. */
    String name();

    /** As the variable holds it. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is meant by the variable's value, which may be null. */
    default boolean is(Object word) {
        return word().equals(word);
    }
}
