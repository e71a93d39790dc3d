package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Body of an order as it is sent. Only this class puts the CSR where {@link CsrPlacement} says. */
record WireBody(@JsonValue ObjectNode json) {

    /**
     * Returns the body for an order.
     *
     * @param containerId division of the account that pays, if the account has several
     */
    static WireBody of(EsealOrder order, ObjectMapper mapper, CsrPlacement placement, Optional<Long> containerId) {
        ObjectNode body = mapper.valueToTree(order);
        JsonNode csr = body.remove("csr");
        if (csr != null) {
            ObjectNode owner = placement == CsrPlacement.ROOT ? body : body.withObjectProperty("certificate");
            owner.put("csr", singleLine(csr.asText()));
        }
        // [inferred] Other products of CertCentral take the division in this field; no page says that eu_eseal does.
        containerId.ifPresent(id -> body.putObject("container").put("id", id));
        return new WireBody(body);
    }

    /** Returns whether the body holds a card. */
    boolean holdsCard() {
        return json.has("credit_card");
    }

    /** Hides the content: RestClient writes the body's text to its debug log, and the body can hold a card. */
    @Override
    public String toString() {
        return "WireBody[***]";
    }

    /**
     * Returns an answer to this order without the CVV and the cardholder's name, which it may repeat; {@link ApiError}
     * masks card numbers in every answer.
     */
    String censored(String answer) {
        String text = answer;
        for (JsonNode secret : List.of(json.at("/credit_card/cvv"), json.at("/credit_card/cardholder_name"))) {
            if (secret.isTextual() && !secret.textValue().isBlank()) {
                text = text.replaceAll(
                        "(?<![0-9A-Za-z])" + Pattern.quote(secret.textValue()) + "(?![0-9A-Za-z])", "***");
            }
        }
        return text;
    }

    /**
     * Returns the PEM on one line. DigiCert's page asks for "a base64-encoded string without line breaks", with the PEM
     * header and footer.
     */
    static String singleLine(String pem) {
        return pem.replaceAll("[\\r\\n]+", "").strip();
    }
}
