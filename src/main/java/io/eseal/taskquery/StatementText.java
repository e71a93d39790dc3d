package io.eseal.taskquery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text of the engine's MyBatis mappers, with white space of any length as one space.
 *
 * @param text elements of a mapper
 */
record StatementText(String text) {

    private static final String FOLDER = "/org/camunda/bpm/engine/impl/mapping/entity/";

    /** Returns the engine's mapper of the file, such as {@code Task.xml}. */
    static StatementText ofEngine(String file) {
        try (InputStream mapper = StatementText.class.getResourceAsStream(FOLDER + file)) {
            return new StatementText(new String(
                            Optional.ofNullable(mapper)
                                    .orElseThrow(() -> new IllegalStateException("The engine has no mapper " + file))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8)
                    .replaceAll("(?s)<!--.*?-->", " ")
                    .replaceAll("\\s+", " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the element with the id, its tags included. */
    StatementText element(String tag, String id) {
        String start = "<" + tag + " id=\"" + id + "\"";
        String end = "</" + tag + ">";
        int from = text.indexOf(start);
        if (from < 0) {
            throw new IllegalStateException("The engine's mapper has no " + start);
        }
        return new StatementText(text.substring(from, text.indexOf(end, from) + end.length()));
    }

    /**
     * Returns the text with another in place of the only occurrence of the first.
     *
     * @throws IllegalStateException if the first does not occur once: the engine's statement is another
     */
    StatementText with(String was, String is) {
        int from = text.indexOf(was);
        if (from < 0 || text.indexOf(was, from + 1) >= 0) {
            throw new IllegalStateException("The engine's statement has changed: " + was);
        }
        return new StatementText(text.substring(0, from) + is + text.substring(from + was.length()));
    }
}
