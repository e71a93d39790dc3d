package io.eseal.approval;

import io.eseal.timeline.FieldChange;
import java.util.List;
import java.util.Optional;

/**
 * A field of the approved content whose value differs from the one before; the value of a CSR is its key's fingerprint.
 *
 * @param path the field's path in the order body, such as {@code ship_info.city}
 * @param before the earlier value; empty when there was none
 * @param after the later value; empty when there is none
 */
record ChangedField(String path, Optional<String> before, Optional<String> after) {

    private static final int LONGEST_VALUE = 300;

    /** Returns the change for the timeline, with values over 300 characters shortened. */
    FieldChange told() {
        return new FieldChange(path, before.map(ChangedField::shortened), after.map(ChangedField::shortened));
    }

    /** Returns the paths of the changed fields, joined by commas, for a message. */
    static String paths(List<ChangedField> changes) {
        return String.join(", ", changes.stream().map(ChangedField::path).toList());
    }

    /** Returns the value, cut after 300 characters and followed by its full length when it is longer. */
    static String shortened(String value) {
        return value.length() > LONGEST_VALUE
                ? value.substring(0, LONGEST_VALUE) + "… (" + value.length() + " characters)"
                : value;
    }
}
