package io.eseal.retry;

import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.stereotype.Component;

/** Makes jobs of the engine due before their time. */
@Component
class DueJobs {

    private final ManagementService jobs;
    private final Clock clock;

    DueJobs(ManagementService jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Makes the job due now.
     *
     * @param tries tries that the job has left; a job without one gets one more
     */
    void makeDue(String jobId, int tries) {
        if (tries == 0) {
            jobs.setJobRetries(jobId, 1);
        }
        jobs.setJobDuedate(jobId, Date.from(clock.instant()));
    }
}
