package io.eseal.request;

import static io.eseal.validation.Field.optional;

import io.eseal.orderbody.Validity;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Rules of the object {@code order_validity}. */
final class OrderValidity {

    private OrderValidity() {}

    static ValueRule rule(Clock clock) {
        return Validators.object(
                optional(Validity.YEARS, Validators.oneOfNumbers(1, 2, Validity.LONGEST_YEARS)),
                optional(Validity.DAYS, Validators.between(1, Validity.LONGEST_DAYS)),
                optional(Validity.LAST_DAY, expirationDate(clock)));
    }

    private static ValueRule expirationDate(Clock clock) {
        return Validators.text((text, at) -> {
            LocalDate today = today(clock);
            Validity.day(text)
                    .ifPresentOrElse(
                            date -> {
                                if (!date.isAfter(today) || date.isAfter(today.plusDays(Validity.LONGEST_DAYS))) {
                                    at.report(
                                            "range",
                                            "must lie in the future and within " + Validity.LONGEST_DAYS
                                                    + " days of today.");
                                }
                            },
                            () -> at.report(
                                    "format",
                                    "must be a date as dd MMM yyyy with an English month, such as 09 JUN 2027."));
            return text;
        });
    }

    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
