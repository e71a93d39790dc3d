package io.eseal.trust;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Shows operators how old the trusted lists are and which failed. The status is always UP: a list that cannot be had is
 * no fault of this service, and a restart would not end it.
 */
@Component("trustHealthIndicator")
class TrustHealth implements HealthIndicator {

    private final ListState state;

    TrustHealth(ListState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        if (!state.wanted()) {
            return Health.up().withDetail("lists", "off").build();
        }
        Health.Builder health = Health.up()
                .withDetail("lists", state.usable())
                .withDetail("old", state.old())
                .withDetail(
                        "downloadedAt",
                        state.downloadedAt().map(Object::toString).orElse("never"));
        Map<String, String> failed = new LinkedHashMap<>();
        state.failed().forEach(list -> failed.put(list.url(), list.failure().orElse("")));
        return failed.isEmpty()
                ? health.build()
                : health.withDetail("failed", failed).build();
    }
}
