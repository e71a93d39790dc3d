package io.eseal.retry;

import io.eseal.certcentral.Availability;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.trust.TrustUnavailableException;
import io.eseal.web.ExceptionChain;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;

/**
 * Decides how a failed job goes on:
 *
 * <ul>
 *   <li>API key not authorised: an incident at once, because waiting does not help.
 *   <li>Call held back for a known time, answered 429 or met an outage: the job waits until calls are expected to
 *       succeed and keeps its tries.
 *   <li>Anything else, such as a call that fails while others succeed: the engine's list of retries.
 * </ul>
 *
 * <p>Each wait is made a little longer at random, so that jobs that failed together do not run together again.
 */
class CertCentralJobRetryPolicy implements FailedJobCommandFactory {

    // CertCentral's windows are rolling, of seconds and of minutes; "waiting a few seconds or minutes" ends a 429.
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final double JITTER = 0.2;
    // An outage leaves one failed job per order. Some 200 calls fit into half a minute; with less spread most jobs
    // would be held back again.
    private static final Duration SCATTER = Duration.ofSeconds(30);

    private final Availability availability;
    private final StepFailures failures;

    CertCentralJobRetryPolicy(Availability availability, StepFailures failures) {
        this.availability = availability;
        this.failures = failures;
    }

    @Override
    public Command<Object> getCommand(String jobId, Throwable exception) {
        return new RecordedRetry(jobId, exception, retry(jobId, exception), failures);
    }

    private Command<Object> retry(String jobId, Throwable exception) {
        Optional<CertCentralException> call = ExceptionChain.find(exception, CertCentralException.class);
        if (call.isEmpty()
                && ExceptionChain.find(exception, TrustUnavailableException.class)
                        .isPresent()) {
            return new SpreadRetry(jobId, exception);
        }
        if (call.isEmpty()) {
            return new DefaultJobRetryCmd(jobId, exception);
        }
        if (call.get() instanceof NotAuthorizedException) {
            return new IncidentAtOnce(jobId, exception);
        }
        return postponement(call.get())
                .<Command<Object>>map(wait -> new Postponement(jobId, exception, scatter(wait)))
                .orElseGet(() -> new SpreadRetry(jobId, exception));
    }

    /** Returns how long calls are expected to fail, by outage, pause or budget; empty if only this call failed. */
    private Optional<Duration> postponement(CertCentralException call) {
        if (call instanceof HeldBackException) {
            return call.retryAfter();
        }
        if (call instanceof TooManyRequestsException) {
            return Optional.of(availability.pause().or(call::retryAfter).orElse(PAUSE));
        }
        return call instanceof UnavailableException || call instanceof UnknownOutcomeException
                ? availability.outage()
                : Optional.empty();
    }

    /** Returns the wait plus a random part of up to a fifth of it. */
    static Duration spread(Duration wait) {
        return plusAnyPartOf(wait, (long) (wait.toMillis() * JITTER));
    }

    /** Returns the wait plus a random part of up to the wait itself, or up to half a minute if that is longer. */
    private static Duration scatter(Duration wait) {
        return plusAnyPartOf(wait, Math.max(wait.toMillis(), SCATTER.toMillis()));
    }

    private static Duration plusAnyPartOf(Duration wait, long millis) {
        return wait.plusMillis((long) (millis * ThreadLocalRandom.current().nextDouble()));
    }
}
