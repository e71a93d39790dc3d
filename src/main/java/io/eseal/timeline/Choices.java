package io.eseal.timeline;

/** Formats a choice and its comment as one sentence. */
final class Choices {

    private Choices() {}

    /** Returns the choice, followed by the comment in parentheses unless the comment is empty. */
    static String sentence(String choice, String comment) {
        return comment.isEmpty() ? choice : choice + " (" + comment + ")";
    }
}
