package io.eseal.carddata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Refuses JSON that different parsers read in different ways: more than one document, the same name twice in an object,
 * or more than 64 levels. The engine's variables whose values are JSON themselves are checked as well. The parsers used
 * later take the last of two values and the first of two documents, and deep nesting overflows their stack.
 */
final class StrictJson {

    static final int DEEPEST = 64;
    /** The value of a variable may be JSON and is checked; a text inside of that is only a text. */
    private static final int MOST_LAYERS = 2;

    private static final String NO_JSON = " is not valid JSON: see";

    // Keeps no buffers or names after reading, because they may hold a card.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private StrictJson() {}

    /**
     * Checks a body.
     *
     * @return the kind and place of the error, never a quotation; empty when there is none
     */
    static Optional<String> problem(byte[] body) {
        return problem(body, "The body", 1);
    }

    private static Optional<String> problem(byte[] json, String what, int layer) {
        try (JsonParser parser = JSON.createParser(json)) {
            Optional<String> within = document(parser, layer);
            if (within.isPresent()) {
                return within;
            }
            JsonLocation end = parser.currentLocation();
            return parser.nextToken() == null
                    ? Optional.empty()
                    : Optional.of(what + " holds more than one JSON document: the first ends" + place(end));
        } catch (StreamConstraintsException e) {
            return Optional.of(what + " has more than " + DEEPEST + " levels, or a name or number that is too long: see"
                    + place(e.getLocation()));
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the body, so only its beginning is used, to recognise the error.
            boolean twice =
                    e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Duplicate field");
            return Optional.of(
                    what + (twice ? " has the same name twice in one object: see" : NO_JSON) + place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one document to its end, and checks the variables in it. */
    private static Optional<String> document(JsonParser parser, int layer) throws IOException {
        Deque<Variable> open = new ArrayDeque<>();
        int depth = 0;
        do {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return Optional.empty();
            }
            if (token.isStructStart()) {
                depth++;
                open.push(new Variable());
            } else if (token.isStructEnd()) {
                depth--;
                Optional<String> problem = open.pop().problem(layer);
                if (problem.isPresent()) {
                    return problem;
                }
            } else if (token == JsonToken.VALUE_STRING && depth > 0) {
                open.peek().note(parser);
            }
        } while (depth > 0);
        return Optional.empty();
    }

    private static String place(JsonLocation place) {
        return place == null ? " its end." : " line " + place.getLineNr() + ", column " + place.getColumnNr() + ".";
    }

    /** An object that may be a variable of the engine, such as {@code {"type": "Json", "value": "…"}}. */
    private static final class Variable {

        private String type = "";
        private String value = "";

        void note(JsonParser parser) throws IOException {
            if ("type".equals(parser.currentName())) {
                type = parser.getText();
            } else if ("value".equals(parser.currentName())) {
                value = parser.getText().strip();
            }
        }

        Optional<String> problem(int layer) {
            boolean json = type.equalsIgnoreCase("Json") || type.equalsIgnoreCase("Object");
            // A value without a type, or of type text, is read as JSON where JSON is expected; a value that is not JSON
            // may be an ordinary sentence.
            if (layer == MOST_LAYERS || !value.startsWith("{") && !(json && value.startsWith("["))) {
                return Optional.empty();
            }
            return StrictJson.problem(value.getBytes(StandardCharsets.UTF_8), "The value of a variable", layer + 1)
                    .filter(problem -> json || !problem.contains(NO_JSON));
        }
    }
}
