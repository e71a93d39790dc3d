package io.eseal.cluster;

import java.lang.reflect.Field;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobListener;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Remembers the jobs of this node that failed when not even their failure could be written, as while the database is
 * away: they stay locked for minutes although nobody runs them.
 */
@Component
class UnwrittenSteps {

    /** By job: the latest end of the lock under which it failed. A lock that was taken afterwards ends later. */
    private final Map<String, Date> lockEnds = new ConcurrentHashMap<>();

    /** Remembers the job, whose lock ends by then. */
    void add(String job, Date lockEnd) {
        lockEnds.put(job, lockEnd);
    }

    /**
     * Hands over each job with the latest end of its lock, and forgets it.
     *
     * @param release unlocks the job; what it throws ends this, and the job is handed over the next time
     */
    void release(BiConsumer<String, Date> release) {
        lockEnds.forEach((job, lockEnd) -> {
            release.accept(job, lockEnd);
            lockEnds.remove(job, lockEnd);
        });
    }

    /** Sees what the engine writes of a failed job; runs outside of its transaction, whose end may fail. */
    static final class Watch extends CommandInterceptor {

        private static final Field COLLECTOR =
                Objects.requireNonNull(ReflectionUtils.findField(FailedJobListener.class, "jobFailureCollector"));

        static {
            ReflectionUtils.makeAccessible(COLLECTOR);
        }

        private final UnwrittenSteps steps;
        private final IntSupplier lockMillis;

        Watch(UnwrittenSteps steps, IntSupplier lockMillis) {
            this.steps = steps;
            this.lockMillis = lockMillis;
        }

        @Override
        public <T> T execute(Command<T> command) {
            if (!(command instanceof FailedJobListener)) {
                return next.execute(command);
            }
            try {
                return next.execute(command);
            } catch (RuntimeException | Error e) {
                steps.add(job(command), new Date(ClockUtil.getCurrentTime().getTime() + lockMillis.getAsInt()));
                throw e;
            }
        }

        private static String job(Command<?> failed) {
            return ((JobFailureCollector) Objects.requireNonNull(ReflectionUtils.getField(COLLECTOR, failed)))
                    .getJobId();
        }
    }
}
