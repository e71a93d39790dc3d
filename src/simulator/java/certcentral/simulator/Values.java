package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads and writes the vendor's loose types: ids as numbers or texts, flags as booleans, numbers or texts, dates in
 * UTC.
 */
final class Values {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private Values() {}

    static Optional<Long> id(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    static Optional<Long> id(JsonNode node) {
        return node.isIntegralNumber() || node.isTextual() ? id(node.asText()) : Optional.empty();
    }

    static Optional<Boolean> flag(JsonNode node) {
        return switch (node.isValueNode() ? node.asText() : "") {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static boolean isTrue(JsonNode node) {
        return flag(node).orElse(false);
    }

    static String utc(Instant instant) {
        return DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
