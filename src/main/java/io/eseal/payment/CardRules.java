package io.eseal.payment;

import static io.eseal.validation.Field.optional;
import static io.eseal.validation.Field.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.orderbody.OrderFields;
import io.eseal.request.BillingAddress;
import io.eseal.text.VisibleText;
import io.eseal.validation.Field;
import io.eseal.validation.Finding;
import io.eseal.validation.ValidationContext;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Checks the body of a card payment against the vendor's page. No message quotes a value. */
@Component
class CardRules {

    static final String CREDIT_CARD = "credit_card";

    private static final Pattern MONTH = Pattern.compile("0[1-9]|1[0-2]");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern CVV = Pattern.compile("[0-9]{3,4}");

    private final ValueRule withAddress;
    private final ValueRule withoutAddress;
    private final Clock clock;

    CardRules(Clock clock) {
        this.clock = clock;
        this.withAddress = body(required(OrderFields.BILLING_ADDRESS, BillingAddress.rule()));
        this.withoutAddress = body(optional(OrderFields.BILLING_ADDRESS, BillingAddress.rule()));
    }

    /**
     * Returns all errors in a body of {@code credit_card} and {@code billing_address}.
     *
     * @param billingAddressKnown whether the request already has a billing address, so that the body may omit it
     */
    List<Finding> check(JsonNode body, boolean billingAddressKnown) {
        return Validators.check(body, billingAddressKnown ? withoutAddress : withAddress);
    }

    /**
     * Returns the checked body as the vendor's page writes it: the number as digits only, {@code set_as_default} as the
     * text {@code 1} or {@code 0}.
     */
    JsonNode onTheWire(JsonNode body) {
        JsonNode wire = Validators.normalised(body, withoutAddress).deepCopy();
        if (wire.path(CREDIT_CARD) instanceof ObjectNode card) {
            card.put("number", CardNumber.digits(text(card, "number")));
            card.put("set_as_default", card.path("set_as_default").asBoolean() ? "1" : "0");
        }
        return wire;
    }

    private ValueRule body(Field billingAddress) {
        return Validators.object(
                required(
                        CREDIT_CARD,
                        Validators.object(
                                this::wholeCard,
                                required("number", CardNumber.rule()),
                                required(
                                        "expiration_month",
                                        Validators.matching(MONTH, "a month of two digits from 01 to 12")),
                                required("expiration_year", Validators.matching(YEAR, "a year of four digits")),
                                required("cvv", Validators.matching(CVV, "three or four digits")),
                                required("cardholder_name", Validators.textWithLetter()),
                                optional("save_credit_card", Validators.bool()),
                                required("set_as_default", Validators.flag()))),
                billingAddress);
    }

    private void wholeCard(JsonNode card, ValidationContext at) {
        String number = CardNumber.digits(text(card, "number"));
        String cvv = text(card, "cvv");
        if (CVV.matcher(cvv).matches() && CardNumber.isValid(number) && cvv.length() != CardNumber.cvvLength(number)) {
            at.child("cvv")
                    .report("format", "must have " + CardNumber.cvvLength(number) + " digits for this kind of card.");
        }
        String month = text(card, "expiration_month");
        String year = text(card, "expiration_year");
        // A card is valid until the last day of its month.
        if (MONTH.matcher(month).matches()
                && YEAR.matcher(year).matches()
                && YearMonth.of(Integer.parseInt(year), Integer.parseInt(month))
                        .isBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)))) {
            at.child("expiration_year")
                    .report("expired", "and expiration_month lie in the past: the card has expired.");
        }
    }

    private static String text(JsonNode card, String name) {
        return VisibleText.trim(card.path(name).textValue());
    }
}
