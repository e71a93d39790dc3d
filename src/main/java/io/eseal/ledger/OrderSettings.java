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
 * @param lookUps the waits before each look-up of an order with an unknown outcome; after the last one a person decides
 * @param sendWithin how long after its step began a call may still be sent; a process that was held up longer, or
 *     waited longer for its turn, sends nothing
 * @param whenAbsent what becomes of an order that the last look-up does not find either, though look-ups find others:
 *     it is sent again by itself, once, or a person is asked
 * @param surplusLooks the waits before an attempt that was given up in doubt is looked for again: its order may turn up
 *     late, and is canceled then
 * @param surplusSweepInterval how often it is looked whether such a look is due, once for the whole cluster; no longer
 *     than its lock is held at most
 * @param longestCall more than any call may take, with its wait for its turn; an attempt that tells no outcome by then
 *     was cut off
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

    public enum WhenAbsent {
        RESEND,
        ASK
    }

    public OrderSettings {
        // A look-up that finds an order ends the attempt, so by then nobody may be about to send.
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

    /** How long after it was sent the last look-up of an order is made. */
    public Duration horizon() {
        return lookUps.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** The wait after so many looks for an attempt that was given up in doubt; empty after the last one. */
    Optional<Duration> surplusLook(int done) {
        return done < surplusLooks.size() ? Optional.of(surplusLooks.get(done)) : Optional.empty();
    }
}
