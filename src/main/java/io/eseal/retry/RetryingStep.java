package io.eseal.retry;

import io.eseal.id.EsealId;
import java.time.Instant;
import java.util.Optional;

/**
 * A step of the process that failed and is not done yet.
 *
 * @param id of the engine's job; names the step where it is pulled forward
 * @param esealId the request; empty if the step is about none
 * @param step name of the step, such as "Place order"
 * @param since when it failed first
 * @param failures how often it failed, held-back calls included
 * @param heldBack how often its call was held back by this service, so that nothing was tried
 * @param triesLeft zero when it stands still: an incident
 * @param nextTry not before then; empty when it stands still or is suspended
 * @param suspended whether an operator stopped it
 * @param reason words of the last failure; may quote CertCentral
 * @param askedBy who asked for the next try; empty if nobody did
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
        Optional<String> askedBy) {}
