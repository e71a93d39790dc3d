package io.eseal.timeline;

/** How a choice and the comment to it read as one sentence. */
final class Choices {

    private Choices() {}

    static String sentence(String choice, String comment) {
        return comment.isEmpty() ? choice : choice + " (" + comment + ")";
    }
}
