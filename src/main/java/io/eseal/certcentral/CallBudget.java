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
 * {@code certcentral.limits.longest-wait}, less urgent ones for a part of that ({@link Urgency}). On PostgreSQL all
 * nodes with the same key share one budget, of which each node leases some calls at once and loses those that it has
 * not made in time; when little is left, calls are taken one by one. A database connection is used while taking, none
 * while waiting.
 */
final class CallBudget {

    // A node that hangs while it has locked the row must not block the other nodes for ever.
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);
    // In any window a full bucket lets through its content plus what is refilled, and what was leased shortly before.
    // All must fit into the limit: the bucket holds a tenth of the window's calls, and nine tenths are refilled in the
    // time of a window and a lease.
    private static final int BURST = 10;
    private static final int LEASED_CALLS = 4;
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final BucketConfiguration limits;
    private final Duration longestWait;
    private final BlockingStrategy waiting;
    private final CallLease lease;
    private volatile boolean limited;

    private CallBudget(
            Bucket bucket,
            BucketConfiguration limits,
            Duration longestWait,
            BlockingStrategy waiting,
            CallLease lease) {
        this.bucket = bucket;
        this.limits = limits;
        this.longestWait = longestWait;
        this.waiting = waiting;
        this.lease = lease;
    }

    /** Returns a budget that this node shares with no other. */
    static CallBudget local(LimitSettings settings, Clock clock, BlockingStrategy waiting) {
        BucketConfiguration limits = limits(settings, Duration.ZERO);
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(new ClockMeter(clock));
        for (Bandwidth bandwidth : limits.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return new CallBudget(
                bucket.build(), limits, settings.longestWait(), waiting, new CallLease(1, Duration.ZERO, clock));
    }

    /** Returns the budget that all nodes with the same key id share in this PostgreSQL database. */
    static CallBudget shared(
            String keyId, DataSource postgres, LimitSettings settings, Clock clock, BlockingStrategy waiting) {
        BucketConfiguration limits = limits(settings, LEASE);
        Bucket bucket = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(postgres)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("call_budget")
                .clientClock(new ClockMeter(clock))
                .requestTimeout(LONGEST_STATEMENT)
                .build()
                .builder()
                .build(keyId, () -> limits);
        int calls = Math.min(LEASED_CALLS, burst(settings.callsPerShortWindow()) / 2);
        return new CallBudget(bucket, limits, settings.longestWait(), waiting, new CallLease(calls, LEASE, clock));
    }

    /**
     * Takes one call from the budget, waiting for it if need be.
     *
     * @param call method and path of the call, which say how urgent it is
     * @throws HeldBackException if no call becomes free within {@code certcentral.limits.longest-wait}, or if the
     *     database cannot be read
     */
    void take(String call) {
        try {
            Bucket limitedBucket = bucketWithOurLimits();
            if (lease.take(longestWait, limitedBucket::tryConsume)) {
                return;
            }
            Duration wait = Urgency.of(call).wait(longestWait);
            if (!limitedBucket.asBlocking().tryConsume(1, wait, waiting)) {
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

    private static BucketConfiguration limits(LimitSettings settings, Duration lease) {
        return BucketConfiguration.builder()
                .addLimit(limit(
                        "short",
                        settings.callsPerShortWindow(),
                        settings.shortWindow().plus(lease)))
                .addLimit(limit(
                        "long",
                        settings.callsPerLongWindow(),
                        settings.longWindow().plus(lease)))
                .build();
    }

    private static Bandwidth limit(String id, int calls, Duration refill) {
        int burst = burst(calls);
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(calls - burst, refill)
                .id(id)
                .build();
    }

    private static int burst(int calls) {
        return Math.max(1, calls / BURST);
    }
}
