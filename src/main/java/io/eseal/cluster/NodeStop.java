package io.eseal.cluster;

import java.time.Duration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Begins the stop of a node: it takes no more jobs, and still takes calls for a while. Its readiness says no by now, so
 * that a load balancer sends it no more of them before it refuses one. Then the calls and jobs under way end.
 */
@Component
class NodeStop {

    private static final Logger log = LoggerFactory.getLogger(NodeStop.class);

    private final ApplicationContext application;
    private final ObjectProvider<JobExecutor> jobs;
    private final Duration notice;
    private volatile boolean ready;

    NodeStop(ApplicationContext application, ObjectProvider<JobExecutor> jobs, ClusterSettings settings) {
        this.application = application;
        this.jobs = jobs;
        this.notice = settings.stopNotice();
    }

    @EventListener(ApplicationReadyEvent.class)
    void callsCome() {
        ready = true;
    }

    /** Runs before the threads of jobs and calls are told to end: they would refuse what is still to come. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stops(ContextClosedEvent closing) throws InterruptedException {
        if (!ready || closing.getApplicationContext() != application) {
            return;
        }
        try {
            jobs.ifAvailable(JobExecutor::shutdown);
        } catch (RuntimeException e) {
            log.warn("The jobs that this node had taken could not all be handed back; others take them later.", e);
        }
        if (!notice.isZero()) {
            log.info("This node stops: it takes no more jobs, and for {} the calls that still come.", notice);
            Thread.sleep(notice.toMillis());
        }
    }
}
