package io.eseal.retry;

import io.eseal.lifecycle.EsealRegister;
import io.eseal.security.RunAsSystem;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes steps due that an operator asked to try again, each in a transaction of its own, and records it in the
 * request's timeline. The step then runs like any other: while CertCentral is down or the key is paused, its call is
 * held back again and no try is used. Two nodes may do this at the same time.
 */
@Component
class PullForward {

    private static final Logger log = LoggerFactory.getLogger(PullForward.class);
    private static final int AT_ONCE = 200;

    private final RetryingSteps steps;
    private final EsealRegister register;
    private final Timeline timeline;
    private final DueJobs jobs;
    private final RunAsSystem system;
    private final TransactionTemplate ownTransaction;

    PullForward(
            RetryingSteps steps,
            EsealRegister register,
            Timeline timeline,
            DueJobs jobs,
            RunAsSystem system,
            PlatformTransactionManager transactions) {
        this.steps = steps;
        this.register = register;
        this.timeline = timeline;
        this.jobs = jobs;
        this.system = system;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void pullAsked() {
        steps.asked(AT_ONCE).forEach(this::pull);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    @SchedulerLock(name = "retry-remove-done", lockAtMostFor = "PT5M")
    void removeDone() {
        steps.removeDone();
    }

    private void pull(String jobId) {
        try {
            Boolean pulled = ownTransaction.execute(transaction -> {
                boolean done = steps.take(jobId).map(this::pull).orElse(true);
                if (!done) {
                    transaction.setRollbackOnly();
                }
                return done;
            });
            if (Boolean.FALSE.equals(pulled)) {
                steps.decline(jobId);
            }
        } catch (OptimisticLockingException | ConcurrencyFailureException e) {
            // The step has started meanwhile. If it fails again, the wish is erased; if it succeeds, there is nothing
            // left to do.
        } catch (RuntimeException e) {
            // The others have their turn; who asked sees that this step is not asked for any more.
            log.error("The step of job {} could not be pulled forward", jobId, e);
            steps.decline(jobId);
        }
    }

    /**
     * Makes the step due and returns true; returns false if its job is running, suspended or gone. Locks the request
     * before the job, in the same order as the completion of a task.
     */
    private boolean pull(RetryingSteps.Asked asked) {
        asked.esealId()
                .filter(id -> register.find(id).isPresent())
                .ifPresent(id -> system.runAs(
                        asked.by(),
                        () -> timeline.add(
                                id,
                                new TaskEvents.StepPulledForward(
                                        asked.step(), asked.cause().words()))));
        return steps.hold(asked.jobId())
                .map(tries -> {
                    system.run(() -> jobs.makeDue(asked.jobId(), tries));
                    return true;
                })
                .orElse(false);
    }
}
