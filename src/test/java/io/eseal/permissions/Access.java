package io.eseal.permissions;

/** What somebody gets of a route, as the table writes it. */
enum Access {
    /** Whatever is there, whoever it belongs to. */
    YES("yes"),
    /** The own requests, or the tasks that wait for one, and nothing of anybody else's. */
    OWN("own"),
    /** An answer, with nothing in it. */
    NONE("none"),
    /** Refused, or answered as if it did not exist. */
    NO("–");

    final String written;

    Access(String written) {
        this.written = written;
    }

    static Access of(String written) {
        for (Access access : values()) {
            if (access.written.equals(written)) {
                return access;
            }
        }
        throw new AssertionError("The table says '" + written + "', which is none of yes, own, none and –.");
    }
}
