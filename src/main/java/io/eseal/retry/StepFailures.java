package io.eseal.retry;

import io.eseal.id.EsealId;
import java.util.Optional;

/** Records each failure of a step, in the transaction that decides on its next try. */
interface StepFailures {

    /**
     * A failure of a step.
     *
     * @param instanceId empty for a job without a process instance
     * @param esealId the request; empty for steps of other processes
     * @param step name of the step in the model, or its id if it has no name
     * @param heldBack whether this service held the call back: nothing was sent
     */
    record Failure(
            String jobId,
            Optional<String> instanceId,
            Optional<EsealId> esealId,
            String step,
            RetryCause cause,
            boolean heldBack) {}

    /** Records the failure. */
    void add(Failure failure);
}
