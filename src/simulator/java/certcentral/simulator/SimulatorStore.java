package certcentral.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** The one way to the state: under a lock, after everything due by now has happened, and saved when changed. */
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

    <T> T read(BiFunction<State, Instant, T> work) {
        return inside(work, false);
    }

    <T> T write(BiFunction<State, Instant, T> work) {
        return inside(work, true);
    }

    /** Forgets everything but the CA. */
    void reset() {
        lock.lock();
        try {
            state = State.initial(settings, clock.instant());
            file.ifPresent(it -> it.save(state));
        } finally {
            lock.unlock();
        }
    }

    /** Moves the account's time, as if that long had passed. */
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
