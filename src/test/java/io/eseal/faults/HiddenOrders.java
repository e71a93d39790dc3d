package io.eseal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Leaves the orders of some requests out of the answers to look-ups for a while, as an index does that is behind. */
final class HiddenOrders {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Duration hidden;
    private final Map<String, Instant> till = new ConcurrentHashMap<>();

    HiddenOrders(Duration hidden) {
        this.hidden = hidden;
    }

    /** The orders of the request are hidden from now on, for that long. */
    void from(String esealId) {
        till.putIfAbsent(esealId, Instant.now().plus(hidden));
    }

    boolean hides(Call call) {
        return !hidden.isZero()
                && call.method().equals("GET")
                && (call.target().contains("/order/alternate/") || call.is("GET", "/order/certificate"));
    }

    Fault fault() {
        return new Fault("none", true, exchange -> {
            Answer answer = exchange.forward();
            exchange.send(
                    answer.status() == 200
                            ? Answer.of(200, answer.type(), visible(exchange.call(), answer.body()))
                            : answer);
        });
    }

    private byte[] visible(Call call, byte[] body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        String asked = call.target().replaceAll("\\?.*", "").replaceAll(".*/", "");
        for (Iterator<JsonNode> orders = answer.path("orders").elements(); orders.hasNext(); ) {
            String reference = orders.next().path("alternative_order_id").asText(asked);
            if (Instant.now().isBefore(till.getOrDefault(reference, Instant.EPOCH))) {
                orders.remove();
            }
        }
        if (answer.path("page").has("total")) {
            ((ObjectNode) answer.path("page"))
                    .put("total", answer.path("orders").size());
        }
        return JSON.writeValueAsBytes(answer);
    }
}
