package io.eseal.task;

/** What people write. */
public enum InputKind {
    TEXT("a text"),
    NUMBER("a whole number"),
    DAY("a date such as 2026-01-31"),
    /** A field inside of JSON that is true once it is ticked. */
    TICK("true or false"),
    JSON("JSON");

    private final String words;

    InputKind(String words) {
        this.words = words;
    }

    /** For whoever wrote something else. */
    public String words() {
        return words;
    }
}
