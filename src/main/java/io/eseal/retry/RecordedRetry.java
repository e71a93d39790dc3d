package io.eseal.retry;

import io.eseal.certcentral.HeldBackException;
import io.eseal.id.EsealId;
import io.eseal.retry.StepFailures.Failure;
import io.eseal.web.ExceptionChain;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;

/** Carries out the decision about a failed job's next try and records the failure for operators. */
class RecordedRetry implements Command<Object> {

    private final String jobId;
    private final Throwable exception;
    private final Command<Object> retry;
    private final StepFailures failures;

    RecordedRetry(String jobId, Throwable exception, Command<Object> retry, StepFailures failures) {
        this.jobId = jobId;
        this.exception = exception;
        this.retry = retry;
        this.failures = failures;
    }

    @Override
    public Object execute(CommandContext context) {
        Object result = retry.execute(context);
        JobEntity job = context.getJobManager().findJobById(jobId);
        // A lost race is no failure: the job runs again at once.
        if (job != null
                && exception != null
                && ExceptionChain.find(exception, OptimisticLockingException.class)
                        .isEmpty()) {
            failures.add(new Failure(
                    jobId,
                    Optional.ofNullable(job.getProcessInstanceId()),
                    esealId(context, job),
                    step(context, job),
                    RetryCause.of(exception),
                    ExceptionChain.find(exception, HeldBackException.class).isPresent()));
        }
        return result;
    }

    private static Optional<EsealId> esealId(CommandContext context, JobEntity job) {
        return Optional.ofNullable(job.getProcessInstanceId())
                .map(context.getExecutionManager()::findExecutionById)
                .map(ExecutionEntity::getBusinessKey)
                .flatMap(EsealId::read);
    }

    private static String step(CommandContext context, JobEntity job) {
        Optional<String> activity =
                Optional.ofNullable(job.getFailedActivityId()).or(() -> Optional.ofNullable(job.getActivityId()));
        return activity.flatMap(id -> Optional.ofNullable(job.getProcessDefinitionId())
                        .map(
                                context.getProcessEngineConfiguration().getDeploymentCache()
                                        ::findDeployedProcessDefinitionById)
                        .map((ProcessDefinitionEntity process) -> process.findActivity(id))
                        .map(ActivityImpl::getName))
                .or(() -> activity)
                .orElseGet(job::getJobHandlerType);
    }
}
