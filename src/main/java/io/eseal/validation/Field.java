package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * One field of an object: its name, whether it must be present, and the rule of its value.
 *
 * @param need computes the presence from the object that holds the field
 */
public record Field(String name, Function<JsonNode, Presence> need, ValueRule rule) {

    /** A field that must always be present. */
    public static Field required(String name, ValueRule rule) {
        return new Field(name, siblings -> Presence.required(""), rule);
    }

    /** A field that may be left out. */
    public static Field optional(String name, ValueRule rule) {
        return new Field(name, siblings -> Presence.optional(), rule);
    }

    /**
     * A field whose presence depends on the other fields of its object.
     *
     * @param need computes the presence from the object that holds the field
     */
    public static Field depending(String name, Function<JsonNode, Presence> need, ValueRule rule) {
        return new Field(name, need, rule);
    }

    /**
     * A field that is refused with a reason whenever it is given.
     *
     * @param reason completes the sentence "is not accepted here …", without the full stop
     */
    public static Field notAccepted(String name, String reason) {
        return new Field(name, siblings -> Presence.notAccepted(reason), (value, at) -> value);
    }

    /**
     * Checks the field's value and reports what is wrong with it. A field that already has a finding is not checked
     * again.
     *
     * @param value the field's value, a missing node when the object does not hold the field
     * @param siblings the object that holds the field
     * @return the normalised value, or the value unchanged when something is wrong with it; empty when there is none
     */
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
