package io.eseal.signin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs warnings that strangers can cause: at most {@value #MOST_A_MINUTE} a minute of each kind. The first warning of a
 * later minute says how many were left out.
 */
final class LimitedLog {

    static final int MOST_A_MINUTE = 10;
    private static final int LONGEST = 500;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final String OTHER = "other";

    private final Logger log;
    private final Set<String> kinds;
    private final LongSupplier nanos;
    private final Map<String, Window> windows = new HashMap<>();

    /**
     * Wraps a log.
     *
     * @param kinds the kinds that are counted apart, so that the table is bounded; all other kinds count as one
     * @param nanos a clock in nanoseconds
     */
    LimitedLog(Logger log, Set<String> kinds, LongSupplier nanos) {
        this.log = log;
        this.kinds = kinds;
        this.nanos = nanos;
    }

    /**
     * Logs a warning unless its kind is used up for this minute.
     *
     * @param said the text, cut after {@value LONGEST} characters, since part of it may come from outside
     */
    void warn(String kind, String said) {
        String sentence = said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
        long left = leftOut(kinds.contains(kind) ? kind : OTHER);
        if (left == 0) {
            log.warn("{}", sentence);
        } else if (left > 0) {
            log.warn("{} ({} more of this kind were not logged)", sentence, left);
        }
    }

    /** Returns how many warnings were left out before this one; a negative number if this one is left out. */
    private synchronized long leftOut(String kind) {
        long now = nanos.getAsLong();
        Window window = windows.get(kind);
        if (window == null || now - window.begun >= MINUTE) {
            windows.put(kind, new Window(now));
            return window == null ? 0 : Math.max(0, window.seen - MOST_A_MINUTE);
        }
        window.seen++;
        return window.seen <= MOST_A_MINUTE ? 0 : -1;
    }

    private static final class Window {

        private final long begun;
        private long seen = 1;

        private Window(long begun) {
            this.begun = begun;
        }
    }
}
