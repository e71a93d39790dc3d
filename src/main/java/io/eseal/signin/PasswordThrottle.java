package io.eseal.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords by address, and by address together with the user that it tries; the user is not
 * slowed down at other addresses. A right password is always accepted once it is checked; other callers of a guesser's
 * address wait a moment for their turn, as the guesser does.
 */
@Component
class PasswordThrottle {

    /** Time without a wrong password after which a guesser is forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(10);
    /** Longest wait for a turn; a longer one is refused. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(6);

    private static final Rule ADDRESS = new Rule(50, Duration.ofMillis(50));
    private static final Rule WITH_USER = new Rule(5, Duration.ofMillis(100));
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final int MOST_GUESSERS = 20_000;
    /**
     * Wrong passwords of one address above which only the address counts for the other nodes, not the users that it
     * tries.
     */
    private static final int USERS_OF_AN_ADDRESS = 200;
    /** Callers of this node that wait at most; each of them holds one of the connector's 200 threads. */
    private static final int MOST_WAITING = 96;

    /** Callers of one address that wait at most. */
    private static final int MOST_WAITING_OF_ONE = 60;
    /**
     * Further places for a caller who is the only one waiting at an address, so that guessers at some addresses take no
     * place from other addresses.
     */
    private static final int MOST_WAITING_ALONE = 48;

    private final SharedFailures shared;
    private final Clock clock;
    private final Pause pause;
    private final RecentlyUsed<Tries> guessers = new RecentlyUsed<>(MOST_GUESSERS);
    private int waiting;

    /**
     * Limits for one kind of guesser.
     *
     * @param free how many wrong passwords cost nothing
     * @param pace the shortest time between two passwords after that
     */
    private record Rule(int free, Duration pace) {}

    private static final class Tries {
        private int failures;
        private long lastFailure;
        private long nextTurn;
        private int waiting;
    }

    private record Turn(Tries tries, Rule rule) {}

    /** Makes the current thread wait. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    @Autowired
    PasswordThrottle(SharedFailures shared, Clock clock) {
        this(shared, clock, duration -> Thread.sleep(duration.toMillis()));
    }

    PasswordThrottle(SharedFailures shared, Clock clock, Pause pause) {
        this.shared = shared;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Waits until a password may be checked; only guessers wait.
     *
     * @throws TooManyTriesException when too many callers of the address wait already
     */
    void await(PasswordGuesser guesser) {
        long wait = reserve(guesser);
        if (wait > 0) {
            try {
                pause.of(Duration.ofMillis(wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TooManyTriesException();
            } finally {
                left(guesser);
            }
        }
    }

    /** Counts a wrong password on this node and for the other nodes. */
    void failed(PasswordGuesser guesser) {
        int ofAddress = guesser.address().map(this::count).orElse(0);
        guesser.address().ifPresent(this::share);
        count(guesser.withUser());
        if (ofAddress <= USERS_OF_AN_ADDRESS) {
            share(guesser.withUser());
        }
    }

    /** Returns the wait in milliseconds, and takes a waiting place if it is above 0. */
    private synchronized long reserve(PasswordGuesser guesser) {
        long now = clock.millis();
        List<Turn> turns = new ArrayList<>();
        long at = Math.max(
                guesser.address()
                        .map(address -> turn(address, ADDRESS, now, turns))
                        .orElse(now),
                turn(guesser.withUser(), WITH_USER, now, turns));
        if (turns.isEmpty()) {
            return 0;
        }
        Tries one = guessers.get(guesser.address().orElse(guesser.withUser()), Tries::new);
        int most = one.waiting == 0 ? MOST_WAITING + MOST_WAITING_ALONE : MOST_WAITING;
        if (at - now > LONGEST_WAIT.toMillis() || one.waiting >= MOST_WAITING_OF_ONE || waiting >= most) {
            throw new TooManyTriesException();
        }
        waiting++;
        one.waiting++;
        turns.forEach(turn -> turn.tries().nextTurn = at + turn.rule().pace().toMillis());
        return Math.max(1, at - now);
    }

    private long turn(String key, Rule rule, long now, List<Turn> turns) {
        Tries tries = guessers.find(key).orElse(null);
        if (tries == null || now - tries.lastFailure > MEMORY.toMillis() || tries.failures < rule.free()) {
            return now;
        }
        turns.add(new Turn(tries, rule));
        int beyond = Math.min(tries.failures - rule.free(), 10);
        return Math.max(now + Math.min(FIRST_DELAY.toMillis() << beyond, LONGEST_DELAY.toMillis()), tries.nextTurn);
    }

    private synchronized void left(PasswordGuesser guesser) {
        waiting--;
        guessers.find(guesser.address().orElse(guesser.withUser()))
                .filter(one -> one.waiting > 0)
                .ifPresent(one -> one.waiting--);
    }

    private synchronized int count(String key) {
        Tries tries = guessers.get(key, Tries::new);
        long now = clock.millis();
        tries.failures = now - tries.lastFailure > MEMORY.toMillis() ? 1 : tries.failures + 1;
        tries.lastFailure = now;
        return tries.failures;
    }

    private void share(String key) {
        int everywhere = shared.add(key, MEMORY);
        synchronized (this) {
            guessers.find(key).ifPresent(tries -> tries.failures = Math.max(tries.failures, everywhere));
        }
    }
}
