package io.eseal.retry;

import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.jspecify.annotations.Nullable;

/** Turns a failed job into an incident at once: an operator has to fix the cause first. */
class IncidentAtOnce extends JobRetryCmd {

    IncidentAtOnce(String jobId, Throwable exception) {
        super(jobId, exception);
    }

    @Override
    public @Nullable Object execute(CommandContext context) {
        JobEntity job = getJob();
        if (job != null) {
            logException(job);
            job.unlock();
            job.setRetries(0);
        }
        return null;
    }
}
