package io.eseal.approval;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts the tasks that were left without anybody who may do them, after the transaction is committed. */
@Component
class NoEligibleApproverMetrics {

    private final Counter tasks;

    NoEligibleApproverMetrics(MeterRegistry registry) {
        this.tasks = Counter.builder("eseal.tasks.nobody.left")
                .description("Tasks whose whole group was barred by the separation of duties")
                .register(registry);
    }

    @TransactionalEventListener
    void on(NoEligibleApprover found) {
        tasks.increment();
    }
}
