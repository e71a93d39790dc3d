package io.eseal.signin;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LimitedLogTest {

    private final Logger log = mock(Logger.class);
    private final AtomicLong now = new AtomicLong();
    private final LimitedLog limited = new LimitedLog(log, Set.of("expired", "unknown key"), now::get);

    @Test
    void ten_of_a_kind_a_minute_are_logged_and_the_others_counted() {
        for (var refused = 0; refused < 1000; refused++) {
            limited.warn("expired", "expired");
        }
        limited.warn("unknown key", "another kind");
        verify(log, times(LimitedLog.MOST_A_MINUTE)).warn("{}", "expired");
        verify(log).warn("{}", "another kind");

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        limited.warn("expired", "expired");
        verify(log).warn(anyString(), eq("expired"), eq(990L));
    }

    @Test
    void kinds_that_strangers_make_up_are_one() {
        for (var refused = 0; refused < 1000; refused++) {
            limited.warn("made up " + refused, "made up");
        }
        verify(log, times(LimitedLog.MOST_A_MINUTE)).warn("{}", "made up");
    }
}
