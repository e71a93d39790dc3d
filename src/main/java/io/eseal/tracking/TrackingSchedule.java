package io.eseal.tracking;

import org.springframework.stereotype.Component;

/** Provides the durations of the model's tracking timers, as ISO 8601 texts. */
@Component("trackingSchedule")
public class TrackingSchedule {

    private final TrackingSettings settings;
    private final SafetyNet safetyNet;

    TrackingSchedule(TrackingSettings settings, SafetyNet safetyNet) {
        this.settings = settings;
        this.safetyNet = safetyNet;
    }

    /** Returns how long an order waits for a status change before its status is read anyway; differs each time. */
    public String getFallbackPoll() {
        return safetyNet.nextPoll().toString();
    }

    /** Returns how long an order may stay open before a person chases its validation. */
    public String getServiceLevel() {
        return settings.serviceLevel().toString();
    }
}
