package io.eseal.watch;

import io.eseal.certificate.DeliveryTasks;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.security.Groups;
import io.eseal.security.RunAsSystem;
import io.eseal.watch.Concern.Cause;
import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Tells operators, while a seal is delivered, that CertCentral calls its order ended. The request goes on:
 * CertCentral's word may be taken back, and OCSP and CRL are asked wherever the certificate is judged. The task belongs
 * to no process and is completed by hand.
 */
@Component
class DeliveryConcerns {

    static final String NAME = "Clear up ended order";

    private final WaitingInstances instances;
    private final OpenRevocations revocations;
    private final TaskService tasks;
    private final RunAsSystem system;
    private final Clock clock;

    DeliveryConcerns(
            WaitingInstances instances,
            OpenRevocations revocations,
            TaskService tasks,
            RunAsSystem system,
            Clock clock) {
        this.instances = instances;
        this.revocations = revocations;
        this.tasks = tasks;
        this.system = system;
        this.clock = clock;
    }

    /** Returns whether the delivery waits for people, and nobody decided that the seal is revoked. */
    boolean waits(EsealId seal) {
        return DeliveryTasks.ALL.stream().anyMatch(task -> instances.isAt(seal, task)) && !revocations.isSettled(seal);
    }

    /** Opens a task about an ended order where the delivery waits; returns whether it did. */
    boolean tell(EsealId seal, Concern concern) {
        boolean told = concern.cause() == Cause.ORDER_ENDED && waits(seal);
        if (told) {
            system.run(() -> create(seal, concern.sentence()));
        }
        return told;
    }

    private void create(EsealId seal, String sentence) {
        Task task = tasks.newTask();
        task.setName(NAME + " of " + seal);
        task.setDescription(
                sentence + " The request " + seal
                        + " is still being delivered, and goes on: where the order stays so, ask for its revocation here, too.");
        task.setDueDate(Date.from(clock.instant()));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), Groups.OPERATORS);
    }
}
