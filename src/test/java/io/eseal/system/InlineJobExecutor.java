package io.eseal.system;

import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/** The engine's own acquisition and execution of jobs, in the thread and at the moment that a test chooses. */
final class InlineJobExecutor extends JobExecutor {

    InlineJobExecutor() {
        setMaxJobsPerAcquisition(8);
    }

    /** Acquires the jobs that are due and runs them, with what they make exclusive to the same instance. */
    int runDueJobs() {
        ProcessEngineImpl engine = processEngines.get(0);
        List<List<String>> batches = engine.getProcessEngineConfiguration()
                .getCommandExecutorTxRequired()
                .execute(acquireJobsCmdFactory.getCommand(getMaxJobsPerAcquisition()))
                .getJobIdBatches();
        batches.forEach(batch -> executeJobs(batch, engine));
        return batches.size();
    }

    @Override
    public void executeJobs(List<String> jobIds, ProcessEngineImpl engine) {
        new ExecuteJobsRunnable(jobIds, engine).run();
    }

    @Override
    protected void startExecutingJobs() {
        // A test acquires.
    }

    @Override
    protected void stopExecutingJobs() {
        // Nothing was started.
    }
}
