package io.eseal.permissions;

import java.util.List;
import java.util.Locale;

/** People who call, in the order of the table's columns; each is the demo's user of that name. */
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
