package io.eseal.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts the messages of the webhook. */
@Component
class WebhookMetrics {

    /** What became of a message: wrong secret, about no order, remembered, or left to the sweep for want of room. */
    enum Outcome {
        REFUSED,
        OTHER,
        TAKEN,
        FULL
    }

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry, OrderHints hints) {
        this.registry = registry;
        Gauge.builder("eseal.webhook.orders", hints, OrderHints::size)
                .description("Orders that the webhook named and that are remembered by this node")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    void count(Outcome outcome) {
        counter(outcome).increment();
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("eseal.webhook.messages")
                .description("Messages to the webhook")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
