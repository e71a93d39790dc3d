package io.eseal.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts surplus orders, after the transaction is committed. */
@Component
class SurplusOrderMetrics {

    private final Counter canceled;
    private final Counter left;

    SurplusOrderMetrics(MeterRegistry registry) {
        this.canceled = counter(registry, "true");
        this.left = counter(registry, "false");
    }

    private static Counter counter(MeterRegistry registry, String canceled) {
        return Counter.builder("eseal.orders.surplus")
                .tag("canceled", canceled)
                .description(
                        "Second orders of a request that turned up late, canceled by the service or left to a person")
                .register(registry);
    }

    @TransactionalEventListener
    void on(SurplusOrder order) {
        (order.canceled() ? canceled : left).increment();
    }
}
