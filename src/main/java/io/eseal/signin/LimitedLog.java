package io.eseal.signin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warnings that strangers can cause: so many a minute for each kind, and how many more there were with the first one of
 * a later minute.
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

    /** @param kinds the only ones that are told apart, so that the table is bounded; all others are one */
    LimitedLog(Logger log, Set<String> kinds, LongSupplier nanos) {
        this.log = log;
        this.kinds = kinds;
        this.nanos = nanos;
    }

    /** @param said is cut after {@value LONGEST} characters: part of it may come from outside */
    void warn(String kind, String said) {
        String sentence = said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
        long left = leftOut(kinds.contains(kind) ? kind : OTHER);
        if (left == 0) {
            log.warn("{}", sentence);
        } else if (left > 0) {
            log.warn("{} ({} more of this kind were not logged)", sentence, left);
        }
    }

    /** How many were left out before this one; negative: this one is left out. */
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
