package certcentral.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * Gives access to the state, under a lock: first applies all planned steps that are due, then runs the work, then saves
 * the state if it changed.
 */
@Component
class SimulatorStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final SimulatorSettings settings;
    private final Clock clock;
    private final SimulatorTimetable timetable;
    private final Optional<StateFile> file;
    private State state;

    SimulatorStore(SimulatorSettings settings, Clock clock, SimulatorTimetable timetable) {
        this.settings = settings;
        this.clock = clock;
        this.timetable = timetable;
        this.file = settings.directory().map(StateFile::new);
        this.state = file.flatMap(StateFile::load).orElseGet(() -> State.initial(settings, clock.instant()));
    }

    /** Runs work that does not change the state and returns its result. */
    <T> T read(BiFunction<State, Instant, T> work) {
        return inside(work, false);
    }

    /** Runs work that changes the state, saves the state and returns the result. */
    <T> T write(BiFunction<State, Instant, T> work) {
        return inside(work, true);
    }

    /** Resets everything but the CA. */
    void reset() {
        lock.lock();
        try {
            state = State.initial(settings, clock.instant());
            file.ifPresent(it -> it.save(state));
        } finally {
            lock.unlock();
        }
    }

    /** Moves the account's time forward. */
    void advance(Duration by) {
        write((account, now) -> account.clockOffset = account.clockOffset.plus(by));
    }

    private <T> T inside(BiFunction<State, Instant, T> work, boolean changes) {
        lock.lock();
        try {
            Instant now = clock.instant().plus(state.clockOffset);
            boolean moved = timetable.settle(state, now);
            try {
                return work.apply(state, now);
            } finally {
                if (moved || changes) {
                    file.ifPresent(it -> it.save(state));
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
