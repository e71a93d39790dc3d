package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import io.eseal.text.VisibleText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates the rules from which the checks of bodies are built. All texts are refused when they hold a card number or a
 * private key.
 */
public final class Validators {

    static final int TEXT_LIMIT = 255;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern EMAIL =
            Pattern.compile("(?=.{3,254}$)[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final Pattern TELEPHONE =
            Pattern.compile("\\+?[0-9(][0-9 ()./-]*( ?(ext\\.?|x) ?[0-9]+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private Validators() {}

    /**
     * Checks a body and returns all findings.
     *
     * @param body null counts as a missing body
     */
    public static List<Finding> check(JsonNode body, ValueRule rule) {
        Findings findings = new Findings();
        required(body, rule, ValidationContext.root(findings));
        return findings.all();
    }

    /** Returns the body as its rule normalises it: texts trimmed, flags as booleans, invalid values unchanged. */
    public static JsonNode normalised(JsonNode body, ValueRule rule) {
        return required(body, rule, ValidationContext.root(new Findings()));
    }

    /**
     * Checks a body that must be present, and reports findings to the given place.
     *
     * @param body null counts as a missing body
     * @return the normalised body; a missing node when there is none
     */
    public static JsonNode required(JsonNode body, ValueRule rule, ValidationContext at) {
        return Field.required("", rule)
                .check(Objects.requireNonNullElse(body, MissingNode.getInstance()), MissingNode.getInstance(), at)
                .orElse(MissingNode.getInstance());
    }

    /** An object with the given fields and no others. */
    public static ValueRule object(Field... fields) {
        return new ObjectRule(List.of(fields), (checked, at) -> {});
    }

    /**
     * An object with the given fields and no others, and a rule over several of them, which gets the normalised object.
     */
    public static ValueRule object(BiConsumer<JsonNode, ValidationContext> whole, Field... fields) {
        return new ObjectRule(List.of(fields), whole);
    }

    /** An array with at least one element, whose elements all follow the rule; empty elements are left out. */
    public static ValueRule listOf(ValueRule element) {
        return new ListRule(element);
    }

    /** A text of one line and at most 255 characters, trimmed. */
    public static ValueRule text() {
        return text((text, at) -> text);
    }

    /** A text of one line and at most 255 characters, with a rule that gets it trimmed and returns it normalised. */
    public static ValueRule text(BiFunction<String, ValidationContext, String> rule) {
        return text(TEXT_LIMIT, (text, at) -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                at.report("control_characters", "must be one line without control characters.");
                return text;
            }
            return rule.apply(text, at);
        });
    }

    /** A text of one line and at most 255 characters, trimmed, with at least one letter of any script: a name. */
    public static ValueRule textWithLetter() {
        return text((text, at) -> {
            if (!VisibleText.hasLetter(text)) {
                at.report("letter", "must hold at least one letter.");
            }
            return text;
        });
    }

    /** A text of one line and at most 255 characters, trimmed, with at least one letter or digit of any script. */
    public static ValueRule textWithLetterOrDigit() {
        return text((text, at) -> {
            if (!VisibleText.hasLetterOrDigit(text)) {
                at.report("letter_or_digit", "must hold at least one letter or digit.");
            }
            return text;
        });
    }

    /**
     * A text of any number of lines.
     *
     * @param limit the most characters
     * @param rule gets the text trimmed and returns it normalised
     */
    public static ValueRule text(int limit, BiFunction<String, ValidationContext, String> rule) {
        return (value, at) -> {
            if (!value.isTextual()) {
                at.report("type", "must be a text.");
                return value;
            }
            String text = VisibleText.trim(value.textValue());
            if (text.length() > limit) {
                at.report("length", "must not be longer than " + limit + " characters.");
            } else if (CardNumbers.contains(text)) {
                at.report("card_number", SensitiveDataScrubber.NO_CARD_NUMBER);
            } else if (PrivateKeys.contains(text)) {
                at.report("private_key", SensitiveDataScrubber.NO_PRIVATE_KEY);
            } else {
                String normalised = rule.apply(text, at);
                return at.reported() ? value : TextNode.valueOf(normalised);
            }
            return value;
        };
    }

    /** A text of one line and at most 255 characters that must be present but may be empty. */
    public static ValueRule textOrEmpty() {
        ValueRule text = text();
        return new ValueRule() {
            @Override
            public JsonNode check(JsonNode value, ValidationContext at) {
                return text.check(value, at);
            }

            @Override
            public boolean missing(JsonNode value) {
                return value.isMissingNode() || value.isNull();
            }
        };
    }

    /** One of the given words, in the same case. */
    public static ValueRule oneOf(String... allowed) {
        return text((text, at) -> {
            if (!List.of(allowed).contains(text)) {
                at.report("allowed_values", "must be one of " + String.join(", ", allowed) + ".");
            }
            return text;
        });
    }

    /** One of the given words in any case; normalised to the given spelling. */
    public static ValueRule oneOfIgnoringCase(String... allowed) {
        return text((text, at) -> Stream.of(allowed)
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseGet(() -> {
                    at.report("allowed_values", "must be one of " + String.join(", ", allowed) + ".");
                    return text;
                }));
    }

    /**
     * A text of at most 255 characters that matches the pattern as a whole.
     *
     * @param expected completes the sentence "must be …", without the full stop
     */
    public static ValueRule matching(Pattern pattern, String expected) {
        return text((text, at) -> {
            if (!pattern.matcher(text).matches()) {
                at.report("format", "must be " + expected + ".");
            }
            return text;
        });
    }

    /** An email address of 3 to 254 characters. */
    public static ValueRule email() {
        return matching(EMAIL, "an email address such as jane.doe@example.com");
    }

    /** A telephone number with at least five digits. */
    public static ValueRule telephone() {
        return text((text, at) -> {
            if (!TELEPHONE.matcher(text).matches()
                    || text.chars().filter(Character::isDigit).count() < 5) {
                at.report("format", "must be a telephone number such as +32 2 555 12 12.");
            }
            return text;
        });
    }

    /** A two-letter ISO 3166 country code in any case. */
    public static ValueRule country() {
        return text((text, at) -> {
            if (!COUNTRIES.contains(text.toUpperCase(Locale.ROOT))) {
                at.report("allowed_values", "must be a two-letter ISO 3166 country code such as DE.");
            }
            return text;
        });
    }

    /** A JSON boolean; texts and numbers are refused. */
    public static ValueRule bool() {
        return (value, at) -> {
            if (!value.isBoolean()) {
                at.report("type", "must be true or false.");
            }
            return value;
        };
    }

    /**
     * A flag, which the vendor writes as 1 or 0: accepts true, false, 1 and 0, also as texts; normalised to a boolean.
     */
    public static ValueRule flag() {
        return (value, at) -> {
            Optional<Boolean> flag = asFlag(value);
            if (flag.isPresent()) {
                return BooleanNode.valueOf(flag.get());
            }
            if (value.isTextual() || value.isIntegralNumber()) {
                at.report("allowed_values", "must be true or false (1 or 0).");
            } else {
                at.report("type", "must be true or false (1 or 0).");
            }
            return value;
        };
    }

    /** A flag that must be true. */
    public static ValueRule agreed() {
        return (value, at) -> {
            JsonNode flag = flag().check(value, at);
            if (flag.isBoolean() && !flag.booleanValue()) {
                at.report(
                        "must_be_agreed",
                        "must be true: nothing can be ordered without agreement to the Certificate Subscriber Agreement.");
                return value;
            }
            return flag;
        };
    }

    /** A positive whole number, also as a numeric text, because the vendor's own examples quote ids. */
    public static ValueRule id() {
        return wholeNumber((number, at) -> {
            if (number < 1) {
                at.report("range", "must be a positive whole number.");
            }
        });
    }

    /** A whole number within the given limits, both included; also as a numeric text. */
    public static ValueRule between(int lowest, int highest) {
        return wholeNumber((number, at) -> {
            if (number < lowest || number > highest) {
                at.report("range", "must be a whole number from " + lowest + " to " + highest + ".");
            }
        });
    }

    /** One of the given whole numbers, also as a numeric text. */
    public static ValueRule oneOfNumbers(int... allowed) {
        return wholeNumber((number, at) -> {
            if (Arrays.stream(allowed).noneMatch(one -> one == number)) {
                at.report(
                        "allowed_values",
                        "must be one of " + Arrays.toString(allowed).replaceAll("[\\[\\]]", "") + ".");
            }
        });
    }

    private static ValueRule wholeNumber(BiConsumer<Long, ValidationContext> rule) {
        return (value, at) -> {
            OptionalLong number = asLong(value);
            if (number.isEmpty()) {
                at.report("type", "must be a whole number.");
                return value;
            }
            rule.accept(number.getAsLong(), at);
            return at.reported() ? value : number(number.getAsLong());
        };
    }

    // Creates the node type that Jackson reads, so that a normalised body equals itself after it is written and read.
    private static JsonNode number(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    /** Reads a whole number, also from a numeric text; empty for any other value. */
    public static OptionalLong asLong(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        if (value.isTextual()
                && WHOLE_NUMBER.matcher(VisibleText.trim(value.textValue())).matches()) {
            return OptionalLong.of(Long.parseLong(VisibleText.trim(value.textValue())));
        }
        return OptionalLong.empty();
    }

    private static Optional<Boolean> asFlag(JsonNode value) {
        if (!value.isBoolean() && !value.isIntegralNumber() && !value.isTextual()) {
            return Optional.empty();
        }
        return switch (VisibleText.trim(value.asText()).toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Returns the trimmed text of a field; an empty text when the field is absent or not a text. */
    public static String textOf(JsonNode siblings, String name) {
        return VisibleText.trim(siblings.path(name).textValue());
    }
}
