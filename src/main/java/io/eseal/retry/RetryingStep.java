package io.eseal.retry;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A step of the process that failed and is not done yet.
 *
 * @param id id of the engine's job; names the step in {@code POST /api/retries/{id}}
 * @param esealId the request; empty if the step belongs to none
 * @param step name of the step, such as "Place order"
 * @param since when the step first failed
 * @param failures number of failures, held-back calls included
 * @param heldBack number of calls that this service held back: nothing was sent
 * @param triesLeft number of tries left; zero for an incident
 * @param nextTry earliest time of the next try; empty for an incident or a suspended step
 * @param suspended whether an operator suspended the step
 * @param reason message of the last failure; may quote CertCentral
 * @param askedBy user id of the person who asked for the next try; empty if nobody did
 */
public record RetryingStep(
        String id,
        Optional<EsealId> esealId,
        String step,
        RetryCause cause,
        Instant since,
        int failures,
        int heldBack,
        int triesLeft,
        Optional<Instant> nextTry,
        boolean suspended,
        String reason,
        Optional<UserId> askedBy) {}
