package io.eseal.task;

/** Kinds of input at a task. */
public enum InputKind {
    TEXT("a text"),
    NUMBER("a whole number"),
    DAY("a date such as 2026-01-31"),
    /** A field inside of JSON that is true when it is ticked. */
    TICK("true or false"),
    JSON("JSON");

    private final String words;

    InputKind(String words) {
        this.words = words;
    }

    /** Returns the expected kind in words, for the message to a person who sent another one. */
    public String words() {
        return words;
    }
}
