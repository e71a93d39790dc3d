package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of an order as it is sent; the only place that knows where the CSR stands on the wire. */
record OrderBody(@JsonValue ObjectNode json) {

    static OrderBody of(EsealOrder order, ObjectMapper mapper, CsrPlacement placement) {
        ObjectNode body = mapper.valueToTree(order);
        JsonNode csr = body.remove("csr");
        if (csr != null) {
            ObjectNode owner = placement == CsrPlacement.ROOT ? body : body.withObjectProperty("certificate");
            owner.put("csr", singleLine(csr.asText()));
        }
        return new OrderBody(body);
    }

    /** RestClient writes a body's text to its debug log, and this one can hold a card. */
    @Override
    public String toString() {
        return "OrderBody[***]";
    }

    /** DigiCert's page: "a base64-encoded string without line breaks", with the PEM header and footer. */
    static String singleLine(String pem) {
        return pem.replaceAll("[\\r\\n]+", "").strip();
    }
}
