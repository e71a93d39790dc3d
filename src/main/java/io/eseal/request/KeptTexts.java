package io.eseal.request;

import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import io.eseal.web.Problems;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Texts of a call of {@code /api} that are kept as they are: reasons, and the keys of repeated calls. */
public final class KeptTexts {

    private KeptTexts() {}

    /**
     * Refuses a text with what looks like a card number, or with a private key.
     *
     * @param field how the caller knows the text
     * @param text null is nothing to refuse
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
