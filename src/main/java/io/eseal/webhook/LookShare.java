package io.eseal.webhook;

import io.eseal.certcentral.CallRate;
import io.eseal.certcentral.ClockMeter;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Limits the looks at orders that the webhook of this node has made: to a tenth of the calls that the API key has in
 * the long run, so that no flood of messages takes the calls by which orders are placed.
 */
@Component
class LookShare {

    /** The part of the key's calls that looks may take. */
    static final double SHARE = 0.1;
    /** Looks that were not made are saved up for this long. */
    static final Duration SAVED = Duration.ofMinutes(1);

    private final Bucket bucket;

    LookShare(CallRate rate, Clock clock) {
        long looks = Math.max(1, Math.round(SHARE * rate.perSecond() * SAVED.toSeconds()));
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(looks).refillGreedy(looks, SAVED))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    /** Returns whether one more look may be made now. */
    boolean take() {
        return bucket.tryConsume(1);
    }

    /** Gives back a look that called nobody. */
    void giveBack() {
        bucket.addTokens(1);
    }
}
