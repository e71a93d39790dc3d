package io.eseal.orderbody;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.text.VisibleText;
import io.eseal.validation.Validators;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The validity that an order body asks for, its object {@code order_validity}. Neither part is there when the body
 * leaves the validity to the vendor or states it wrongly.
 *
 * @param length time from the first day; empty when a last day is stated, which counts instead
 * @param lastDay the last day; empty when none is stated, or not as a day
 */
public record Validity(Optional<Period> length, Optional<LocalDate> lastDay) {

    public static final int LONGEST_DAYS = 397;
    public static final int LONGEST_YEARS = 3;
    public static final String YEARS = "years";
    public static final String DAYS = "days";
    public static final String LAST_DAY = "custom_expiration_date";

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dd MMM uuuu")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Reads the object. Vendor's page: custom_expiration_date overrides days, and days override years. */
    static Validity of(JsonNode json) {
        if (given(json.path(LAST_DAY))) {
            return new Validity(Optional.empty(), day(Validators.textOf(json, LAST_DAY)));
        }
        Optional<Period> length = given(json.path(DAYS))
                ? within(json.path(DAYS), LONGEST_DAYS).map(Period::ofDays)
                : within(json.path(YEARS), LONGEST_YEARS).map(Period::ofYears);
        return new Validity(length, Optional.empty());
    }

    /** Reads a day as the vendor writes it, such as {@code 09 JUN 2027}; empty when it is none. */
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text, FORMAT));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Returns the last day of a certificate that is issued on the given day; empty when the vendor decides on it. */
    public Optional<LocalDate> end(LocalDate from) {
        return lastDay.or(() -> length.map(from::plus));
    }

    /** Returns the number of years; empty when the validity is stated otherwise. */
    public Optional<Integer> years() {
        return length.map(Period::getYears).filter(years -> years > 0);
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
}
