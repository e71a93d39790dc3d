package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Hands an issued order from the step that read it to the step that fetches its certificate, which comes next and needs
 * the same answer. Each answer serves once and for seconds only, on the node that read it: any later step, any
 * repetition and any other node asks CertCentral.
 */
@Component
public class ReadOrders {

    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<OrderId, Read> orders = new ConcurrentHashMap<>();

    public ReadOrders(Clock clock) {
        this.clock = clock;
    }

    private record Read(OrderInfo order, Instant at) {}

    /** Keeps the order for the next step; does nothing when the order has no certificate with its validity yet. */
    public void keep(OrderInfo order) {
        orders.values().removeIf(this::isOld);
        if (order.certificate()
                .filter(it -> it.id().isPresent()
                        && it.validFrom().isPresent()
                        && it.validTill().isPresent())
                .isPresent()) {
            orders.put(order.id(), new Read(order, clock.instant()));
        }
    }

    /** Returns the order and forgets it; empty when it was not read within the last seconds. */
    public Optional<OrderInfo> take(OrderId id) {
        return Optional.ofNullable(orders.remove(id))
                .filter(read -> !isOld(read))
                .map(Read::order);
    }

    private boolean isOld(Read read) {
        return read.at().plus(KEPT).isBefore(clock.instant());
    }
}
