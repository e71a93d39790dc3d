package io.eseal.request;

import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import io.eseal.web.Problems;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Checks texts of REST calls that are stored unchanged: reasons and idempotency keys. */
public final class KeptTexts {

    private KeptTexts() {}

    /**
     * Refuses a text that seems to hold a card number, or that holds a private key.
     *
     * @param field name of the field or header in the answer
     * @param text null is accepted
     * @throws org.springframework.web.ErrorResponseException 422, which names the field and never its value
     */
    public static void refuseSecrets(String field, String text) {
        if (CardNumbers.contains(text)) {
            throw Problems.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The field " + field + " holds what looks like a card number; leave it out.",
                    Map.of());
        }
        if (PrivateKeys.contains(text)) {
            throw Problems.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The field " + field + " is not accepted. " + PrivateKeys.WHAT_NOW,
                    Map.of());
        }
    }
}
