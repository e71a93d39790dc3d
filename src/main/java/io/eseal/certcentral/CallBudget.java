package io.eseal.certcentral;

import io.eseal.certcentral.HeldBackException.Reason;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The calls that an API key has left. Each call takes one; when there is none, it waits a little for its turn. On
 * PostgreSQL all nodes with the key share one budget; taking from it needs one connection for an instant, none while
 * waiting.
 */
final class CallBudget {

    // A node that stands still while it holds the row must not hold up the others for ever.
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);
    // A full bucket lets through what it holds and what flows in meanwhile: both together must fit into any one window.
    // So
    // it holds a tenth of the window's calls, and nine tenths flow in.
    private static final int BURST = 10;

    private final Bucket bucket;
    private final BucketConfiguration limits;
    private final Duration longestWait;
    private final BlockingStrategy waiting;
    private volatile boolean limited;

    private CallBudget(Bucket bucket, BucketConfiguration limits, Duration longestWait, BlockingStrategy waiting) {
        this.bucket = bucket;
        this.limits = limits;
        this.longestWait = longestWait;
        this.waiting = waiting;
    }

    /** The budget of this node alone. */
    static CallBudget local(LimitSettings settings, Clock clock, BlockingStrategy waiting) {
        BucketConfiguration limits = limits(settings);
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(time(clock));
        for (Bandwidth bandwidth : limits.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return new CallBudget(bucket.build(), limits, settings.longestWait(), waiting);
    }

    /** The budget of every node with the same id on this PostgreSQL. */
    static CallBudget shared(
            String keyId, DataSource postgres, LimitSettings settings, Clock clock, BlockingStrategy waiting) {
        BucketConfiguration limits = limits(settings);
        Bucket bucket = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(postgres)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("call_budget")
                .clientClock(time(clock))
                .requestTimeout(LONGEST_STATEMENT)
                .build()
                .builder()
                .build(keyId, () -> limits);
        return new CallBudget(bucket, limits, settings.longestWait(), waiting);
    }

    /** @throws HeldBackException if there is no call left, nor soon */
    void take(String call) {
        try {
            if (!bucketWithOurLimits().asBlocking().tryConsume(1, longestWait, waiting)) {
                throw new HeldBackException(
                        call,
                        Reason.BUDGET,
                        Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeldBackException(call, Reason.BUDGET, longestWait);
        } catch (HeldBackException e) {
            throw e;
        } catch (RuntimeException e) {
            // Closed, not open: without the database no order can be written down and no answer kept, so a call would
            // only cost.
            throw new HeldBackException(call, e);
        }
    }

    /** A bucket in the database keeps the limits of whoever made it, until it is told others. */
    private Bucket bucketWithOurLimits() {
        if (!limited) {
            bucket.replaceConfiguration(limits, TokensInheritanceStrategy.AS_IS);
            limited = true;
        }
        return bucket;
    }

    private static BucketConfiguration limits(LimitSettings settings) {
        return BucketConfiguration.builder()
                .addLimit(limit("short", settings.callsPerShortWindow(), settings.shortWindow()))
                .addLimit(limit("long", settings.callsPerLongWindow(), settings.longWindow()))
                .build();
    }

    private static Bandwidth limit(String id, int calls, Duration window) {
        int burst = Math.max(1, calls / BURST);
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(calls - burst, window)
                .id(id)
                .build();
    }

    private static TimeMeter time(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
