package io.eseal.timeline;

import java.util.Optional;

/**
 * A field of a request that has another value than before.
 *
 * @param path where it is in the order body, such as {@code ship_info.city}
 * @param before for people, shortened where it is long
 * @param after likewise
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {

    /** Old and new value for people, such as {@code ship_info.city: "Bonn" → "Gent"}. */
    public String sentence() {
        return path + ": " + quoted(before) + " → " + quoted(after);
    }

    private static String quoted(Optional<String> value) {
        return value.map(text -> '"' + text + '"').orElse("nothing");
    }
}
