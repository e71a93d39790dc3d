package io.eseal.request;

import static io.eseal.validation.Field.depending;
import static io.eseal.validation.Field.optional;
import static io.eseal.validation.Field.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.validation.Presence;
import io.eseal.validation.Validators;
import io.eseal.validation.ValueRule;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Rules of the object {@code billing_address}, the same in a request and in a card payment. */
public final class BillingAddress {

    // The vendor's page says only "optional for some countries"; postal addresses in these two always have a state and
    // a postal code.
    private static final Set<String> WITH_STATE_AND_ZIP = Set.of("US", "CA");

    private BillingAddress() {}

    /** Returns the rule of the whole object; state and postal code are required for addresses in the USA and Canada. */
    public static ValueRule rule() {
        return Validators.object(
                required("address", Validators.textWithLetterOrDigit()),
                optional("address2", Validators.text()),
                required("city", Validators.textWithLetter()),
                depending("state", byCountry(), Validators.text()),
                required("country", Validators.country()),
                depending("zip", byCountry(), Validators.textWithLetterOrDigit()));
    }

    private static Function<JsonNode, Presence> byCountry() {
        return address -> WITH_STATE_AND_ZIP.contains(
                        Validators.textOf(address, "country").toUpperCase(Locale.ROOT))
                ? Presence.required("for an address in this country")
                : Presence.optional();
    }
}
