package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * One line of a table of rules.
 *
 * @param need what the object that holds the field says about it
 */
public record Field(String name, Function<JsonNode, Presence> need, ValueRule rule) {

    public static Field required(String name, ValueRule rule) {
        return new Field(name, siblings -> Presence.required(""), rule);
    }

    public static Field optional(String name, ValueRule rule) {
        return new Field(name, siblings -> Presence.optional(), rule);
    }

    /** A field that is wanted or not depending on its siblings. */
    public static Field depending(String name, Function<JsonNode, Presence> need, ValueRule rule) {
        return new Field(name, need, rule);
    }

    public static Field notAccepted(String name, String reason) {
        return new Field(name, siblings -> Presence.notAccepted(reason), (value, at) -> value);
    }

    /** The normalised value, or empty when there is none. */
    public Optional<JsonNode> check(JsonNode value, JsonNode siblings, ValidationContext at) {
        if (at.reported()) {
            return Optional.of(value);
        }
        Presence wanted = need.apply(siblings);
        return switch (wanted.kind()) {
            case REQUIRED -> {
                if (rule.missing(value)) {
                    at.report("required", sentence("is required", wanted.reason()));
                    yield present(value);
                }
                yield Optional.of(rule.check(value, at));
            }
            case OPTIONAL -> rule.notGiven(value) ? Optional.empty() : Optional.of(rule.check(value, at));
            case NOT_APPLICABLE -> refuse(value, at, "not_applicable", sentence("does not apply", wanted.reason()));
            case NOT_ACCEPTED ->
                refuse(value, at, "not_accepted_here", sentence("is not accepted here", wanted.reason()));
        };
    }

    private Optional<JsonNode> refuse(JsonNode value, ValidationContext at, String code, String sentence) {
        if (rule.notGiven(value)) {
            return Optional.empty();
        }
        at.report(code, sentence);
        return Optional.of(value);
    }

    private static Optional<JsonNode> present(JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    private static String sentence(String verb, String reason) {
        return verb + (reason.isEmpty() ? "." : " " + reason + ".");
    }
}
