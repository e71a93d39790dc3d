package io.eseal.cluster;

import java.util.Iterator;
import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of the engine on this node. When it is shut down it takes no more, and those that it has taken and not
 * begun are unlocked for the other nodes; those that have begun end.
 */
class NodeJobExecutor extends SpringJobExecutor {

    private static final Logger log = LoggerFactory.getLogger(NodeJobExecutor.class);

    /** The engine itself unlocks what waits in the queue of the threads; what found no place there it would forget. */
    @Override
    protected void stopExecutingJobs() {
        super.stopExecutingJobs();
        if (acquireJobsRunnable instanceof SequentialJobAcquisitionRunnable acquisition) {
            for (Iterator<ProcessEngineImpl> engines = engineIterator(); engines.hasNext(); ) {
                ProcessEngineImpl engine = engines.next();
                acquisition
                        .getAcquisitionContext()
                        .getRejectedJobsByEngine()
                        .getOrDefault(engine.getName(), List.of())
                        .forEach(jobs -> jobs.forEach(job -> unlock(engine, job)));
            }
        }
    }

    /** One that cannot be unlocked now is taken by other nodes when its time is over. */
    private static void unlock(ProcessEngineImpl engine, String job) {
        try {
            engine.getProcessEngineConfiguration()
                    .getCommandExecutorTxRequired()
                    .execute(new UnlockJobCmd(job));
        } catch (RuntimeException e) {
            log.warn("Job {} could not be handed back.", job, e);
        }
    }

    /** Keeps what the calls under way still tell of jobs that they have made. */
    @Override
    protected void ensureCleanup() {}
}
