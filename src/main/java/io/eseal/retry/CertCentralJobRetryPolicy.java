package io.eseal.retry;

import io.eseal.certcentral.Availability;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.HeldBackException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.web.ExceptionChain;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;

/**
 * Chooses what becomes of a failed job. A key that is not authorised is an incident at once: waiting mends nothing. A
 * call that was held back, came too often or met an outage burns no try: its job comes back when calls are said to flow
 * again. Everything else, such as a call that fails while others succeed, follows the list of retries. Each wait is a
 * little longer by chance, so that jobs that failed together do not come back together.
 */
class CertCentralJobRetryPolicy implements FailedJobCommandFactory {

    // CertCentral's windows are rolling, of seconds and of minutes; "waiting a few seconds or minutes" restores access.
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final double JITTER = 0.2;
    // An outage leaves as many jobs behind as there are orders, and in half a minute some 200 calls get through: were
    // the
    // jobs to come back closer together, most would only be held back once more.
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

    /** How long calls do not flow, whichever it is; empty if the failure is one of this call alone. */
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

    /** The wait and up to a fifth of it. */
    static Duration spread(Duration wait) {
        return plusAnyPartOf(wait, (long) (wait.toMillis() * JITTER));
    }

    /** The wait and up to as long again, or half a minute. */
    private static Duration scatter(Duration wait) {
        return plusAnyPartOf(wait, Math.max(wait.toMillis(), SCATTER.toMillis()));
    }

    private static Duration plusAnyPartOf(Duration wait, long millis) {
        return wait.plusMillis((long) (millis * ThreadLocalRandom.current().nextDouble()));
    }
}
