package io.eseal.counting;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Keeps large numbers, which cost time to count, for a while; each is counted by one caller at a time. */
public final class LargeCounts {

    /** So many rows are few: their number is counted each time. */
    public static final int FEW = 1000;

    /** The longest that a number of more rows is shown. */
    public static final Duration LASTING = Duration.ofMinutes(1);

    private static final int MOST = 2000;

    private final Map<Object, Count> counts = new ConcurrentHashMap<>();
    private final long lasting;

    public LargeCounts(Duration lasting) {
        this.lasting = lasting.toNanos();
    }

    /**
     * Returns the number for the key, now or as it was within that while.
     *
     * @param key what is counted: equal for what has the same number
     */
    public long of(Object key, LongSupplier count) {
        if (counts.size() >= MOST) {
            counts.values().removeIf(this::isOver);
        }
        if (counts.size() >= MOST) {
            counts.clear();
        }
        return counts.compute(key, (same, known) -> known != null && !isOver(known) ? known : Count.now(count))
                .number();
    }

    /**
     * Returns the number that is kept for the key; empty if there is none, it is no larger than that, or it is over.
     */
    public OptionalLong largerThan(long few, Object key) {
        Count known = counts.get(key);
        return known == null || isOver(known) || known.number() <= few
                ? OptionalLong.empty()
                : OptionalLong.of(known.number());
    }

    /** Keeps the number of a key under another key too, no longer than under its own. */
    public void keepAlso(Object otherKey, Object key) {
        Optional.ofNullable(counts.get(key)).ifPresent(count -> counts.put(otherKey, count));
    }

    private record Count(long number, long at) {

        static Count now(LongSupplier count) {
            return new Count(count.getAsLong(), System.nanoTime());
        }
    }

    private boolean isOver(Count count) {
        return System.nanoTime() - count.at() > lasting;
    }
}
