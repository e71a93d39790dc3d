package io.eseal.retry;

import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/** Lets a job wait without using one of its tries. */
class Postponement extends JobRetryCmd {

    private final Duration wait;

    Postponement(String jobId, Throwable exception, Duration wait) {
        super(jobId, exception);
        this.wait = wait;
    }

    @Override
    public @Nullable Object execute(CommandContext context) {
        JobEntity job = getJob();
        if (job != null) {
            logException(job);
            job.unlock();
            job.setDuedate(Date.from(ClockUtil.getCurrentTime().toInstant().plus(wait)));
        }
        return null;
    }
}
