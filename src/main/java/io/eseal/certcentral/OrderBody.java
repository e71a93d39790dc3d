package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The body of an order as it is sent; the only place that knows where the CSR stands on the wire. */
record OrderBody(@JsonValue ObjectNode json) {

    /** @param containerId the division of the account that pays, if the account has several */
    static OrderBody of(EsealOrder order, ObjectMapper mapper, CsrPlacement placement, Optional<Long> containerId) {
        ObjectNode body = mapper.valueToTree(order);
        JsonNode csr = body.remove("csr");
        if (csr != null) {
            ObjectNode owner = placement == CsrPlacement.ROOT ? body : body.withObjectProperty("certificate");
            owner.put("csr", singleLine(csr.asText()));
        }
        // [inferred] Other products of CertCentral take the division so; that an eSeal does is published nowhere.
        containerId.ifPresent(id -> body.putObject("container").put("id", id));
        return new OrderBody(body);
    }

    boolean holdsCard() {
        return json.has("credit_card");
    }

    /** RestClient writes a body's text to its debug log, and this one can hold a card. */
    @Override
    public String toString() {
        return "OrderBody[***]";
    }

    /** An answer to this order without what it may repeat of the order's card; numbers are masked in every answer. */
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

    /** DigiCert's page: "a base64-encoded string without line breaks", with the PEM header and footer. */
    static String singleLine(String pem) {
        return pem.replaceAll("[\\r\\n]+", "").strip();
    }
}
