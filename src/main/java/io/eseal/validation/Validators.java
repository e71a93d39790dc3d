package io.eseal.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
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

/** The vocabulary of the tables of rules. */
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

    /** Everything that is wrong with a body; a null body is a missing one. */
    public static List<Finding> check(JsonNode body, ValueRule rule) {
        Findings findings = new Findings();
        required(body, rule, ValidationContext.root(findings));
        return findings.all();
    }

    /** The body as its rule writes it: texts trimmed, flags as booleans, what is wrong as it came. */
    public static JsonNode normalised(JsonNode body, ValueRule rule) {
        return required(body, rule, ValidationContext.root(new Findings()));
    }

    public static JsonNode required(JsonNode body, ValueRule rule, ValidationContext at) {
        return Field.required("", rule)
                .check(Objects.requireNonNullElse(body, MissingNode.getInstance()), MissingNode.getInstance(), at)
                .orElse(MissingNode.getInstance());
    }

    public static ValueRule object(Field... fields) {
        return new ObjectRule(List.of(fields), (checked, at) -> {});
    }

    /** An object with a rule over several of its fields, which sees the fields normalised. */
    public static ValueRule object(BiConsumer<JsonNode, ValidationContext> whole, Field... fields) {
        return new ObjectRule(List.of(fields), whole);
    }

    public static ValueRule listOf(ValueRule element) {
        return new ListRule(element);
    }

    /** A text of one line and at most 255 characters, trimmed. */
    public static ValueRule text() {
        return text((text, at) -> text);
    }

    /** A text with a rule of its own, which gets it trimmed and returns it normalised. */
    public static ValueRule text(BiFunction<String, ValidationContext, String> rule) {
        return text(TEXT_LIMIT, (text, at) -> {
            if (text.chars().anyMatch(Character::isISOControl)) {
                at.report("control_characters", "must be one line without control characters.");
                return text;
            }
            return rule.apply(text, at);
        });
    }

    /** A text of any number of lines. */
    public static ValueRule text(int limit, BiFunction<String, ValidationContext, String> rule) {
        return (value, at) -> {
            if (!value.isTextual()) {
                at.report("type", "must be a text.");
                return value;
            }
            String text = value.textValue().strip();
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

    /** A text whose key must be there, though the text itself may be empty. */
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

    public static ValueRule oneOf(String... allowed) {
        return text((text, at) -> {
            if (!List.of(allowed).contains(text)) {
                at.report("allowed_values", "must be one of " + String.join(", ", allowed) + ".");
            }
            return text;
        });
    }

    public static ValueRule oneOfIgnoringCase(String... allowed) {
        return text((text, at) -> Stream.of(allowed)
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseGet(() -> {
                    at.report("allowed_values", "must be one of " + String.join(", ", allowed) + ".");
                    return text;
                }));
    }

    public static ValueRule matching(Pattern pattern, String expected) {
        return text((text, at) -> {
            if (!pattern.matcher(text).matches()) {
                at.report("format", "must be " + expected + ".");
            }
            return text;
        });
    }

    public static ValueRule email() {
        return matching(EMAIL, "an email address such as jane.doe@example.com");
    }

    public static ValueRule telephone() {
        return text((text, at) -> {
            if (!TELEPHONE.matcher(text).matches()
                    || text.chars().filter(Character::isDigit).count() < 5) {
                at.report("format", "must be a telephone number such as +32 2 555 12 12.");
            }
            return text;
        });
    }

    public static ValueRule country() {
        return text((text, at) -> {
            if (!COUNTRIES.contains(text.toUpperCase(Locale.ROOT))) {
                at.report("allowed_values", "must be a two-letter ISO 3166 country code such as DE.");
            }
            return text;
        });
    }

    public static ValueRule bool() {
        return (value, at) -> {
            if (!value.isBoolean()) {
                at.report("type", "must be true or false.");
            }
            return value;
        };
    }

    /** What the vendor writes as 1 or 0: true, false, 1, 0, or one of these as a text. */
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

    /** A positive whole number, also as a numeric text: the vendor's own examples quote ids. */
    public static ValueRule id() {
        return wholeNumber((number, at) -> {
            if (number < 1) {
                at.report("range", "must be a positive whole number.");
            }
        });
    }

    public static ValueRule between(int lowest, int highest) {
        return wholeNumber((number, at) -> {
            if (number < lowest || number > highest) {
                at.report("range", "must be a whole number from " + lowest + " to " + highest + ".");
            }
        });
    }

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

    // The node type that Jackson reads, so that a normalised body equals itself after a round trip.
    private static JsonNode number(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    public static OptionalLong asLong(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        if (value.isTextual() && WHOLE_NUMBER.matcher(value.textValue().strip()).matches()) {
            return OptionalLong.of(Long.parseLong(value.textValue().strip()));
        }
        return OptionalLong.empty();
    }

    private static Optional<Boolean> asFlag(JsonNode value) {
        if (!value.isBoolean() && !value.isIntegralNumber() && !value.isTextual()) {
            return Optional.empty();
        }
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    public static String textOf(JsonNode siblings, String name) {
        return siblings.path(name).isTextual() ? siblings.path(name).textValue().strip() : "";
    }
}
