package io.eseal.permissions;

/** Access of a person to a route, in the words of the table. */
enum Access {
    /** Access to everything, also of others. */
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
