package io.eseal.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.OrderId;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a message of CertCentral that is read; nothing of it is believed but that somebody should look.
 *
 * @param order the order that it names; empty when it names none
 * @param challenge the token of the verification challenge; empty in any other message
 */
record WebhookMessage(Optional<OrderId> order, Optional<String> challenge) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WebhookMessage NOTHING = new WebhookMessage(Optional.empty(), Optional.empty());
    /** The event of {@code PUT /webhook/{id}/send-challenge} (dev.digicert.com, "Send challenge token"). */
    private static final String CHALLENGE = "challenge_webhook_endpoint";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,200}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");

    /** Reads a body; whatever cannot be read is a message that names nothing. */
    static WebhookMessage read(byte[] body) {
        try {
            JsonNode message = JSON.readTree(body);
            JsonNode data = message.path("data");
            return new WebhookMessage(
                    order(data.path("order_id")),
                    Optional.of(data.path("token"))
                            .filter(token ->
                                    CHALLENGE.equals(message.path("event").textValue()))
                            .map(JsonNode::asText)
                            .filter(token -> TOKEN.matcher(token).matches()));
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private static Optional<OrderId> order(JsonNode id) {
        return (id.isIntegralNumber() && id.canConvertToLong() || id.isTextual())
                        && DIGITS.matcher(id.asText()).matches()
                ? OrderId.read(Long.parseLong(id.asText()))
                : Optional.empty();
    }
}
