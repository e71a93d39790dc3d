package io.eseal.permissions;

import java.util.List;
import java.util.Locale;

/** Whoever calls, in the order of the table's columns; the demo's user of that name. */
enum Person {
    ANONYMOUS,
    REQUESTER,
    LEGAL,
    SECURITY,
    FINANCE,
    OPERATOR,
    AUDITOR,
    ADMIN;

    static final List<Person> ALL = List.of(values());

    String user() {
        return name().toLowerCase(Locale.ROOT);
    }
}
