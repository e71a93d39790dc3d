package io.eseal.ledger;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of orders, {@code eseal.order.*}.
 *
 * @param lookUps the waits before each look-up of an order with an unknown outcome; after the last one a person decides
 * @param sendWithin how long after its step began a call may still be sent; a step that is delayed longer sends nothing
 * @param longestCall limit that is longer than any call may take, with its wait for its turn; an attempt without an
 *     outcome by then was cut off
 * @param whenAbsent what happens when the last look-up does not find the order, although look-ups find others: the
 *     service sends it again, once, or asks a person
 * @param surplusLooks the waits before each search for the order of an attempt that was given up in doubt: an order
 *     that turns up late is canceled
 * @param surplusSweepInterval how often the searches that are due are made, once for the whole cluster; at most 5
 *     minutes, the longest time that the sweep's lock is held
 */
@Validated
@ConfigurationProperties("eseal.order")
public record OrderSettings(
        @NotEmpty @DefaultValue({"PT30S", "PT2M", "PT10M", "PT30M", "PT2H"})
        List<@DurationMin(millis = 1) Duration> lookUps,

        @NotNull @DefaultValue("PT20S") Duration sendWithin,
        @NotNull @DefaultValue("PT2M") Duration longestCall,
        @NotNull @DefaultValue("resend") WhenAbsent whenAbsent,

        @NotNull
        @DefaultValue({
            "PT1M", "PT5M", "PT10M", "PT15M", "PT30M", "PT1H", "PT2H", "PT4H", "PT8H", "PT12H", "P1D", "P1D", "P2D",
            "P3D"
        })
        List<@DurationMin(millis = 1) Duration> surplusLooks,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("PT30S")
        Duration surplusSweepInterval) {

    /** Choices for an order that is certainly absent: send it again, or ask a person. */
    public enum WhenAbsent {
        RESEND,
        ASK
    }

    /**
     * Checks that sending ends before the first look-up.
     *
     * @throws IllegalArgumentException when a duration is out of its range
     */
    public OrderSettings {
        // A look-up that finds an order ends the attempt, so no sender may still send by then.
        if (sendWithin.isNegative()
                || sendWithin.isZero()
                || !lookUps.isEmpty() && sendWithin.compareTo(lookUps.get(0)) >= 0) {
            throw new IllegalArgumentException(
                    "eseal.order.send-within must be longer than zero and shorter than the first of eseal.order.look-ups.");
        }
        if (longestCall.isNegative() || longestCall.isZero()) {
            throw new IllegalArgumentException("eseal.order.longest-call must be longer than zero.");
        }
    }

    /** Returns the time from sending an order to its last look-up. */
    public Duration horizon() {
        return lookUps.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the wait after this number of searches for a late order; empty after the last one. */
    Optional<Duration> surplusLook(int done) {
        return done < surplusLooks.size() ? Optional.of(surplusLooks.get(done)) : Optional.empty();
    }
}
