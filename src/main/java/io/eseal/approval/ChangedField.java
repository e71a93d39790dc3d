package io.eseal.approval;

import io.eseal.timeline.FieldChange;
import java.util.List;
import java.util.Optional;

/**
 * A decided field that has another value than before; the value of a CSR is its key's fingerprint.
 *
 * @param path where it is in the order body, such as {@code ship_info.city}
 */
record ChangedField(String path, Optional<String> before, Optional<String> after) {

    private static final int LONGEST_VALUE = 300;

    /** For people: long values are shortened. */
    FieldChange told() {
        return new FieldChange(path, before.map(ChangedField::shortened), after.map(ChangedField::shortened));
    }

    /** The paths alone, for a message. */
    static String paths(List<ChangedField> changes) {
        return String.join(", ", changes.stream().map(ChangedField::path).toList());
    }

    static String shortened(String value) {
        return value.length() > LONGEST_VALUE
                ? value.substring(0, LONGEST_VALUE) + "… (" + value.length() + " characters)"
                : value;
    }
}
