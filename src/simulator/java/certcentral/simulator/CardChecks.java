package certcentral.simulator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the card and the billing address of an order. Stores nothing of the card. */
final class CardChecks {

    private CardChecks() {}

    static void check(Fields order, LocalDate today) {
        order.object("credit_card").ifPresent(card -> checkCard(card, YearMonth.from(today)));
        order.object("billing_address").ifPresent(CardChecks::checkAddress);
    }

    private static void checkCard(Fields card, YearMonth now) {
        card.required("number", CardChecks::isCardNumber);
        Optional<String> month = card.required("expiration_month", value -> value.matches("0[1-9]|1[0-2]"));
        Optional<String> year = card.required("expiration_year", value -> value.matches("\\d{4}"));
        if (month.isPresent()
                && year.isPresent()
                && YearMonth.of(Integer.parseInt(year.get()), Integer.parseInt(month.get()))
                        .isBefore(now)) {
            card.add(ErrorCodes.CARD_EXPIRED);
        }
        card.required("cvv", value -> value.matches("\\d{3,4}"));
        card.required("cardholder_name");
        card.required("set_as_default", value -> value.equals("1") || value.equals("0"));
        card.optionalFlag("save_credit_card");
    }

    private static void checkAddress(Fields address) {
        address.requireAll("address", "city");
        Optional<String> country = address.required("country", OrganizationChecks::isCountry);
        // The vendor's page says "optional for some countries"; for these two both are required here.
        if (country.filter(value -> List.of("us", "ca").contains(value.toLowerCase(Locale.ROOT)))
                .isPresent()) {
            address.requireAll("state", "zip");
        }
    }

    /** Returns whether the number has twelve to nineteen digits and a correct Luhn check digit (ISO/IEC 7812-1). */
    private static boolean isCardNumber(String number) {
        if (!number.matches("\\d{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
