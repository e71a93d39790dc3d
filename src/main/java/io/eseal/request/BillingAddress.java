package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.validation.Need;
import io.eseal.validation.Rules;
import io.eseal.validation.ValueRule;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import static io.eseal.validation.Field.depending;
import static io.eseal.validation.Field.optional;
import static io.eseal.validation.Field.required;

/** The object {@code billing_address}, the same in a request and in a card payment. */
public final class BillingAddress {

    // The page says only "optional for some countries"; these two print state and postal code in every address.
    private static final Set<String> WITH_STATE_AND_ZIP = Set.of("US", "CA");

    private BillingAddress() {
    }

    public static ValueRule rule() {
        return Rules.object(
                required("address", Rules.text()),
                optional("address2", Rules.text()),
                required("city", Rules.text()),
                depending("state", byCountry(), Rules.text()),
                required("country", Rules.country()),
                depending("zip", byCountry(), Rules.text()));
    }

    private static Function<JsonNode, Need> byCountry() {
        return address -> WITH_STATE_AND_ZIP.contains(Rules.textOf(address, "country").toUpperCase(Locale.ROOT))
                ? Need.required("for an address in this country") : Need.optional();
    }
}
