package io.eseal.certcentral;

import io.eseal.certcentral.HeldBackException.Reason;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Limits the calls of an API key. Each call takes one from the budget; a call that finds none waits for at most
 * {@code certcentral.limits.longest-wait}. On PostgreSQL all nodes with the same key share one budget; a database
 * connection is used while taking, none while waiting.
 */
final class CallBudget {

    // A node that hangs while it has locked the row must not block the other nodes for ever.
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);
    // In any window a full bucket lets through its content plus what is refilled. Both must fit into the limit: the
    // bucket holds a tenth of the window's calls, and nine tenths are refilled.
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

    /** Returns a budget that this node shares with no other. */
    static CallBudget local(LimitSettings settings, Clock clock, BlockingStrategy waiting) {
        BucketConfiguration limits = limits(settings);
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(new ClockMeter(clock));
        for (Bandwidth bandwidth : limits.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return new CallBudget(bucket.build(), limits, settings.longestWait(), waiting);
    }

    /** Returns the budget that all nodes with the same key id share in this PostgreSQL database. */
    static CallBudget shared(
            String keyId, DataSource postgres, LimitSettings settings, Clock clock, BlockingStrategy waiting) {
        BucketConfiguration limits = limits(settings);
        Bucket bucket = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(postgres)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("call_budget")
                .clientClock(new ClockMeter(clock))
                .requestTimeout(LONGEST_STATEMENT)
                .build()
                .builder()
                .build(keyId, () -> limits);
        return new CallBudget(bucket, limits, settings.longestWait(), waiting);
    }

    /**
     * Takes one call from the budget, waiting for it if need be.
     *
     * @param call name of the call, for the exception
     * @throws HeldBackException if no call becomes free within {@code certcentral.limits.longest-wait}, or if the
     *     database cannot be read
     */
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
            // Without the database no order can be recorded and no answer stored, so the call is held back.
            throw new HeldBackException(call, e);
        }
    }

    /**
     * Returns the bucket with this node's limits; a bucket in the database keeps the limits of the node that made it
     * until they are replaced.
     */
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
}
