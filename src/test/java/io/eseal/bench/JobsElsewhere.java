package io.eseal.bench;

import io.eseal.fixtures.PlainEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/**
 * Measures on PostgreSQL how long a job waits that one node makes and another runs, which had nothing to do before and
 * is not told.
 */
final class JobsElsewhere implements AutoCloseable {

    /** The longest pause of stock. */
    private static final long LONGEST_SECONDS = 120;

    private static final String PROCESS = "elsewhere";
    private static final BlockingQueue<Ran> RAN = new LinkedBlockingQueue<>();

    private record Ran(String businessKey, long nanos) {}

    /** The job. */
    public static final class Job implements JavaDelegate {

        @Override
        public void execute(DelegateExecution execution) {
            RAN.add(new Ran(execution.getProcessBusinessKey(), System.nanoTime()));
        }
    }

    private final EmbeddedPostgres server;
    private final ProcessEngine maker;
    private final ProcessEngine runner;

    private JobsElsewhere(DefaultJobExecutor executor) throws IOException {
        server = EmbeddedPostgres.start();
        DataSource database = server.getPostgresDatabase();
        maker = PlainEngine.on(database).buildProcessEngine();
        maker.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask()
                                .camundaAsyncBefore()
                                .camundaClass(Job.class.getName())
                                .endEvent()
                                .done())
                .deploy();
        ProcessEngineConfigurationImpl other = PlainEngine.on(database);
        other.setJobExecutor(executor);
        other.setJobExecutorActivate(true);
        runner = other.buildProcessEngine();
    }

    /** Returns a node with the pauses of {@code application.yml}. */
    static JobsElsewhere service() throws IOException {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        Properties settings = yaml.getObject();
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setWaitTimeInMillis(number(settings, "wait-time-in-millis"));
        executor.setMaxWait(number(settings, "max-wait"));
        return new JobsElsewhere(executor);
    }

    /** Returns a node with the engine's pauses. */
    static JobsElsewhere stock() throws IOException {
        return new JobsElsewhere(new DefaultJobExecutor());
    }

    private static int number(Properties settings, String name) {
        return Integer.parseInt(
                settings.get("camunda.bpm.job-execution." + name).toString());
    }

    /**
     * Makes a job and waits until it has run.
     *
     * @return how long that took, in milliseconds
     */
    double millis() throws InterruptedException {
        String key = String.valueOf(System.nanoTime());
        maker.getRuntimeService().startProcessInstanceByKey(PROCESS, key);
        long made = System.nanoTime();
        while (true) {
            Ran ran = RAN.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (ran == null) {
                throw new IllegalStateException("The job has not run within " + LONGEST_SECONDS + " s.");
            }
            if (ran.businessKey().equals(key)) {
                return (ran.nanos() - made) / 1e6;
            }
        }
    }

    @Override
    public void close() throws IOException {
        runner.close();
        maker.close();
        server.close();
    }
}
