package certcentral.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.util.MultiValueMap;

/**
 * Applies the filters of the order list, single ({@code filters[status]}) or numbered ({@code filters[status][0]}).
 * Dates are in Mountain Time, as users of the real list found (Keyfactor's CertCentral plugin).
 */
final class OrderFilters {

    private static final ZoneId MOUNTAIN = ZoneId.of("America/Denver");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final MultiValueMap<String, String> parameters;

    OrderFilters(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    List<Order> apply(State state) {
        return state.orders.values().stream()
                .filter(anyOf("product_name_id", order -> List.of(Product.NAME_ID)))
                .filter(anyOf("organization_id", order -> List.of(String.valueOf(order.organizationId()))))
                // The vendor's page: "issued … includes any order where
                // the certificate has been issued, even if expired".
                .filter(anyOf(
                        "status",
                        order -> order.status().equals(Status.EXPIRED)
                                ? List.of(Status.EXPIRED, Status.ISSUED)
                                : List.of(order.status())))
                .filter(order -> values("date_created").stream().allMatch(range -> within(order.placedAt(), range)))
                .toList();
    }

    private Predicate<Order> anyOf(String filter, Function<Order, List<String>> property) {
        List<String> allowed = values(filter);
        return order -> allowed.isEmpty() || property.apply(order).stream().anyMatch(allowed::contains);
    }

    private List<String> values(String filter) {
        String name = "filters[" + filter + "]";
        return parameters.entrySet().stream()
                .filter(it -> it.getKey().equals(name) || it.getKey().startsWith(name + "["))
                .flatMap(it -> it.getValue().stream())
                .toList();
    }

    private static boolean within(Instant instant, String range) {
        try {
            if (range.startsWith(">")) {
                return !instant.isBefore(start(range.substring(1)));
            }
            if (range.startsWith("<")) {
                return !instant.isAfter(end(range.substring(1)));
            }
            String[] ends = range.split("\\.\\.\\.", 2);
            return !instant.isBefore(start(ends[0])) && !instant.isAfter(end(ends[ends.length - 1]));
        } catch (DateTimeException notADate) {
            throw ErrorCodes.badRequest(ErrorCodes.invalid("filters[date_created]"));
        }
    }

    private static Instant start(String text) {
        return parse(text, LocalTime.MIN);
    }

    private static Instant end(String text) {
        return parse(text, LocalTime.MAX);
    }

    private static Instant parse(String text, LocalTime time) {
        // The vendor joins date and time with "+", which arrives as "+" or as a space.
        String plain = text.strip().replace('+', ' ');
        LocalDateTime local = plain.length() > 10
                ? LocalDateTime.parse(plain, DATE_TIME)
                : LocalDate.parse(plain).atTime(time);
        return local.atZone(MOUNTAIN).toInstant();
    }
}
