package io.eseal.retry;

import io.eseal.id.EsealId;
import java.util.Optional;

/** Is told of each failure of a step, in the transaction that decides about its next try. */
interface StepFailures {

    /**
     * @param instanceId empty for a job of no process instance
     * @param esealId the request that the step is about; empty for other processes
     * @param step the step's name in the model, or its id where it has none
     * @param heldBack whether this service held its call back: nothing was tried
     */
    record Failure(
            String jobId,
            Optional<String> instanceId,
            Optional<EsealId> esealId,
            String step,
            RetryCause cause,
            boolean heldBack) {}

    void add(Failure failure);
}
