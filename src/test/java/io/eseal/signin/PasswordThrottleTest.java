package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordThrottleTest {

    private final SharedFailures shared = mock(SharedFailures.class);
    private final List<Duration> waits = new ArrayList<>();
    private Clock clock;
    private PasswordThrottle throttle;

    @BeforeEach
    void start() {
        clock = mock(Clock.class);
        at(Instant.parse("2026-03-01T10:00:00Z"));
        throttle = new PasswordThrottle(shared, clock, waits::add);
    }

    private void at(Instant now) {
        when(clock.instant()).thenReturn(now);
        when(clock.millis()).thenReturn(now.toEpochMilli());
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
    }

    private void guess(int times, PasswordGuesser guesser) {
        for (int i = 0; i < times; i++) {
            throttle.failed(guesser);
        }
    }

    private long waitOf(PasswordGuesser guesser) {
        waits.clear();
        throttle.await(guesser);
        return waits.isEmpty() ? 0 : waits.get(0).toMillis();
    }

    private static PasswordGuesser from(String address, String user) {
        return PasswordGuesser.ofAddress(address, user);
    }

    @Test
    void a_few_slips_cost_nothing_and_a_guesser_waits_longer_and_longer_up_to_a_second() {
        guess(4, from("192.0.2.1", "jane"));
        assertThat(waitOf(from("192.0.2.1", "jane"))).isZero();
        guess(1, from("192.0.2.1", "jane"));
        assertThat(waitOf(from("192.0.2.1", "jane"))).isEqualTo(250);
        guess(20, from("192.0.2.1", "jane"));
        assertThat(waitOf(from("192.0.2.1", "jane"))).isEqualTo(1000);
    }

    @Test
    void the_user_waits_nowhere_but_at_the_guessers_address() {
        guess(40, from("192.0.2.1", "jane"));
        assertThat(waitOf(from("192.0.2.2", "jane"))).isZero();
        assertThat(waitOf(from("192.0.2.1", "john"))).isZero();
        assertThat(waitOf(PasswordGuesser.ofPlace("browser 1", "jane"))).isZero();
    }

    @Test
    void an_address_that_tries_many_users_waits_with_all_of_them() {
        for (int i = 0; i < 50; i++) {
            guess(1, from("192.0.2.1", "user" + i));
        }
        assertThat(waitOf(from("192.0.2.1", "nobody-tried-yet"))).isPositive();
        assertThat(waitOf(from("192.0.2.2", "user1"))).isZero();
    }

    @Test
    void guesses_at_once_take_turns_and_those_too_far_behind_are_not_looked_at() {
        guess(30, from("192.0.2.1", "jane"));
        List<Long> all = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        all.add(waitOf(from("192.0.2.1", "jane")));
                    }
                })
                .isInstanceOf(TooManyTriesException.class);
        assertThat(all)
                .isSorted()
                .hasSizeBetween(40, 60)
                .startsWith(1000L, 1100L, 1200L)
                .last()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LONG)
                .isLessThanOrEqualTo(PasswordThrottle.LONGEST_WAIT.toMillis());
        assertThat(waitOf(from("192.0.2.2", "jane"))).as("the user, elsewhere").isZero();
    }

    @Test
    void guessers_at_some_addresses_take_no_place_from_who_waits_at_another() throws InterruptedException {
        var waiting = new CountDownLatch(1);
        var begun = new AtomicInteger();
        throttle = new PasswordThrottle(shared, clock, duration -> {
            begun.incrementAndGet();
            waiting.await();
        });
        List<Thread> guesses = new ArrayList<>();
        for (String address : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3")) {
            guess(30, from(address, "jane"));
            for (int i = 0; i < 60; i++) {
                var guess = new Thread(() -> {
                    try {
                        throttle.await(from(address, "jane"));
                    } catch (TooManyTriesException asWasToBe) {
                        begun.incrementAndGet();
                    }
                });
                guess.start();
                guesses.add(guess);
            }
        }
        await().until(() -> begun.get() == guesses.size());

        // Somebody who mistyped a few times, at an address of their own.
        guess(6, from("192.0.2.9", "jane"));
        var right = new Thread(() -> throttle.await(from("192.0.2.9", "jane")));
        var refused = new AtomicReference<Throwable>();
        right.setUncaughtExceptionHandler((thread, failure) -> refused.set(failure));
        right.start();
        await().until(() -> begun.get() > guesses.size() || refused.get() != null);
        waiting.countDown();
        right.join();
        for (Thread guess : guesses) {
            guess.join();
        }
        assertThat(refused).hasNullValue();
    }

    @Test
    void a_guesser_is_forgotten_after_a_while() {
        guess(30, from("192.0.2.1", "jane"));
        at(Instant.parse("2026-03-01T10:10:01Z"));
        assertThat(waitOf(from("192.0.2.1", "jane"))).isZero();
    }

    @Test
    void what_other_nodes_counted_counts_here_with_the_next_wrong_password() {
        when(shared.add(anyString(), any())).thenReturn(30);
        guess(1, from("192.0.2.1", "jane"));
        assertThat(waitOf(from("192.0.2.1", "jane"))).isPositive();
    }

    @Test
    void one_host_of_ipv6_is_one_address_however_many_it_has() {
        for (int i = 0; i < 5; i++) {
            guess(1, from("2001:db8:1:1::" + i, "jane"));
        }
        assertThat(waitOf(from("2001:db8:1:1:ffff::1", "Jane"))).isPositive();
        assertThat(waitOf(from("2001:db8:1:2::1", "jane"))).isZero();
    }

    @Test
    void who_tries_ever_new_users_does_not_fill_the_table() {
        for (int i = 0; i < 1000; i++) {
            guess(1, from("192.0.2.1", "user" + i));
        }
        verify(shared, times(1000 + 200)).add(anyString(), any());
        verify(shared, never())
                .add(
                        org.mockito.ArgumentMatchers.eq(
                                from("192.0.2.1", "user999").withUser()),
                        any());
    }
}
