package io.eseal.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Follows the engine's own list of retries, each wait made longer at random. */
class SpreadRetry extends DefaultJobRetryCmd {

    SpreadRetry(String jobId, Throwable exception) {
        super(jobId, exception);
    }

    @Override
    public Object execute(CommandContext context) {
        Object result = super.execute(context);
        JobEntity job = getJob();
        Instant now = ClockUtil.getCurrentTime().toInstant();
        if (job != null
                && job.getRetries() > 0
                && job.getDuedate() != null
                && job.getDuedate().toInstant().isAfter(now)) {
            job.setDuedate(Date.from(now.plus(CertCentralJobRetryPolicy.spread(
                    Duration.between(now, job.getDuedate().toInstant())))));
        }
        return result;
    }
}
