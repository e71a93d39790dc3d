package io.eseal.timeline;

import java.util.Optional;

/**
 * A change of one field of a request.
 *
 * @param path the field's path in the order body, such as {@code ship_info.city}
 * @param before the earlier value for people, shortened when long; empty when there was none
 * @param after the later value for people, shortened when long; empty when there is none
 */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {

    /** Returns old and new value for people, such as {@code ship_info.city: "Bonn" → "Gent"}. */
    public String sentence() {
        return path + ": " + quoted(before) + " → " + quoted(after);
    }

    private static String quoted(Optional<String> value) {
        return value.map(text -> '"' + text + '"').orElse("nothing");
    }
}
