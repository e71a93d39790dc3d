package io.eseal.cluster;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultJobConfiguration.JobConfiguration;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/** Has the engine's jobs run by {@link NodeJobExecutor}, set up as the engine's own starter sets up its executor. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    /** For whoever knows nothing of a cluster. */
    @Bean
    BooleanSupplier databaseAway(DatabaseReach database) {
        return database::away;
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(
            prefix = "camunda.bpm.job-execution",
            name = "enabled",
            havingValue = "true",
            matchIfMissing = true)
    JobExecutor jobExecutor(
            @Qualifier(JobConfiguration.CAMUNDA_TASK_EXECUTOR_QUALIFIER) TaskExecutor threads,
            CamundaBpmProperties properties) {
        var jobs = new NodeJobExecutor();
        jobs.setTaskExecutor(threads);
        jobs.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        JobExecutionProperty settings = properties.getJobExecution();
        Optional.ofNullable(settings.getLockTimeInMillis()).ifPresent(jobs::setLockTimeInMillis);
        Optional.ofNullable(settings.getMaxJobsPerAcquisition()).ifPresent(jobs::setMaxJobsPerAcquisition);
        Optional.ofNullable(settings.getWaitTimeInMillis()).ifPresent(jobs::setWaitTimeInMillis);
        Optional.ofNullable(settings.getMaxWait()).ifPresent(jobs::setMaxWait);
        Optional.ofNullable(settings.getBackoffTimeInMillis()).ifPresent(jobs::setBackoffTimeInMillis);
        Optional.ofNullable(settings.getMaxBackoff()).ifPresent(jobs::setMaxBackoff);
        Optional.ofNullable(settings.getBackoffDecreaseThreshold()).ifPresent(jobs::setBackoffDecreaseThreshold);
        Optional.ofNullable(settings.getWaitIncreaseFactor()).ifPresent(jobs::setWaitIncreaseFactor);
        return jobs;
    }
}
