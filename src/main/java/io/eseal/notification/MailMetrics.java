package io.eseal.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Publishes the number of mails that are not sent; the values are the same on every node. */
@Component
@ConditionalOnMail
class MailMetrics implements MeterBinder {

    private final Outbox outbox;

    MailMetrics(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("eseal.mail.waiting", () -> outbox.state().waiting())
                .description("Mails that wait to be sent")
                .register(registry);
        Gauge.builder("eseal.mail.given.up", () -> outbox.state().givenUp())
                .description("Mails of the last 30 days that no server took")
                .register(registry);
    }
}
