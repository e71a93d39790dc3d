package io.eseal.request;

import static io.eseal.validation.Field.optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.text.VisibleText;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Rules of the object {@code order_validity}, and the validity that it asks for. */
public final class OrderValidity {

    private static final int LONGEST_DAYS = 397;
    private static final int LONGEST_YEARS = 3;
    private static final String EXPIRATION_DATE = "custom_expiration_date";
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dd MMM uuuu")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private OrderValidity() {}

    static ValueRule rule(Clock clock) {
        return Validators.object(
                optional("years", Validators.oneOfNumbers(1, 2, LONGEST_YEARS)),
                optional("days", Validators.between(1, LONGEST_DAYS)),
                optional(EXPIRATION_DATE, expirationDate(clock)));
    }

    private static ValueRule expirationDate(Clock clock) {
        return Validators.text((text, at) -> {
            LocalDate today = today(clock);
            parse(text)
                    .ifPresentOrElse(
                            date -> {
                                if (!date.isAfter(today) || date.isAfter(today.plusDays(LONGEST_DAYS))) {
                                    at.report(
                                            "range",
                                            "must lie in the future and within " + LONGEST_DAYS + " days of today.");
                                }
                            },
                            () -> at.report(
                                    "format",
                                    "must be a date as dd MMM yyyy with an English month, such as 09 JUN 2027."));
            return text;
        });
    }

    /**
     * Returns the last day of a certificate that is issued on the given day; empty when the request leaves the validity
     * to the vendor or states it wrongly.
     */
    static Optional<LocalDate> end(JsonNode validity, LocalDate from) {
        return statesLastDay(validity) ? lastDay(validity) : length(validity).map(from::plus);
    }

    /** Returns the last day that the request states; empty when it states none, or not as a day. */
    public static Optional<LocalDate> lastDay(JsonNode validity) {
        return statesLastDay(validity) ? parse(Validators.textOf(validity, EXPIRATION_DATE)) : Optional.empty();
    }

    /** Returns the length that the request states; empty when it states none, or a last day, which counts instead. */
    public static Optional<Period> length(JsonNode validity) {
        // Vendor's page: custom_expiration_date overrides days, and days override years.
        if (statesLastDay(validity)) {
            return Optional.empty();
        }
        if (given(validity.path("days"))) {
            return within(validity.path("days"), LONGEST_DAYS).map(Period::ofDays);
        }
        return within(validity.path("years"), LONGEST_YEARS).map(Period::ofYears);
    }

    private static boolean statesLastDay(JsonNode validity) {
        return given(validity.path(EXPIRATION_DATE));
    }

    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static boolean given(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && VisibleText.isBlank(value.textValue()));
    }

    private static Optional<Integer> within(JsonNode value, int highest) {
        OptionalLong number = Validators.asLong(value);
        return number.isPresent() && number.getAsLong() >= 1 && number.getAsLong() <= highest
                ? Optional.of((int) number.getAsLong())
                : Optional.empty();
    }

    private static Optional<LocalDate> parse(String text) {
        try {
            return Optional.of(LocalDate.parse(text, FORMAT));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
