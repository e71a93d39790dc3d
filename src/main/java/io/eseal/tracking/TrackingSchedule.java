package io.eseal.tracking;

import org.springframework.stereotype.Component;

/** Provides the durations of the model's tracking timers, as ISO 8601 texts. */
@Component("trackingSchedule")
public class TrackingSchedule {

    private final TrackingSettings settings;

    TrackingSchedule(TrackingSettings settings) {
        this.settings = settings;
    }

    /** Returns how long an order waits for a status change before its status is read anyway. */
    public String getFallbackPoll() {
        return settings.fallbackPoll().toString();
    }

    /** Returns how long an order may stay open before a person chases its validation. */
    public String getServiceLevel() {
        return settings.serviceLevel().toString();
    }
}
