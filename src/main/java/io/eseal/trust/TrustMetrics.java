package io.eseal.trust;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Publishes the age of the trusted lists and how many failed, with the same values on every node. */
@Component
class TrustMetrics implements MeterBinder {

    private final ListState state;

    TrustMetrics(ListState state) {
        this.state = state;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (state.wanted()) {
            TimeGauge.builder("eseal.trust.lists.age", () -> state.age().toSeconds(), TimeUnit.SECONDS)
                    .description(
                            "Time since the list of trusted lists was last downloaded; since the start of this node "
                                    + "when it never was")
                    .register(registry);
            Gauge.builder("eseal.trust.lists.failed", () -> state.failed().size())
                    .description("Trusted lists that could not be had, or were refused, at the last download")
                    .register(registry);
        }
    }
}
