package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code order_validity} by the vendor's order page: the expiration date overrides the days, and the days
 * override the years.
 */
final class Validity {

    static final int MAXIMUM_DAYS = 397;
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dd MMM uuuu")
            .toFormatter(Locale.ENGLISH);

    private Validity() {}

    /** Returns the last day of validity; one year after the start if the order does not say. */
    static LocalDate end(JsonNode order, LocalDate start) {
        JsonNode validity = order.path("order_validity");
        return date(validity.path("custom_expiration_date").asText())
                .or(() -> Values.id(validity.path("days")).map(start::plusDays))
                .orElseGet(
                        () -> start.plusYears(Values.id(validity.path("years")).orElse(1L)));
    }

    /** Adds an error for each value that is not allowed. */
    static void check(JsonNode order, LocalDate today, List<ApiError> errors) {
        JsonNode validity = order.path("order_validity");
        checkNumber(validity, "years", 3, errors);
        checkNumber(validity, "days", MAXIMUM_DAYS, errors);
        JsonNode custom = validity.path("custom_expiration_date");
        if (present(custom)
                && date(custom.asText())
                        .filter(day -> day.isAfter(today) && !day.isAfter(today.plusDays(MAXIMUM_DAYS)))
                        .isEmpty()) {
            errors.add(ErrorCodes.invalid("order_validity.custom_expiration_date"));
        }
    }

    private static void checkNumber(JsonNode validity, String field, int maximum, List<ApiError> errors) {
        JsonNode value = validity.path(field);
        if (present(value)
                && Values.id(value)
                        .filter(number -> number >= 1 && number <= maximum)
                        .isEmpty()) {
            errors.add(ErrorCodes.invalid("order_validity." + field));
        }
    }

    private static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text, DATE));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
