package io.eseal.tracking;

import org.springframework.stereotype.Component;

/** The durations of the model's tracking timers, as ISO 8601 texts. */
@Component("trackingSchedule")
public class TrackingSchedule {

    private final TrackingSettings settings;

    TrackingSchedule(TrackingSettings settings) {
        this.settings = settings;
    }

    public String getFallbackPoll() {
        return settings.fallbackPoll().toString();
    }

    public String getServiceLevel() {
        return settings.serviceLevel().toString();
    }
}
