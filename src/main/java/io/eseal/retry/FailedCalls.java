package io.eseal.retry;

import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.TooManyRequestsException;
import io.eseal.lifecycle.Causes;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses what becomes of a failed job. A key that is not authorised is an incident at once: waiting mends nothing. Too
 * many calls burn no try: the job comes back when CertCentral says so. Everything else follows the list of retries, each
 * wait a little longer by chance, so that orders that failed together do not come back together.
 */
class FailedCalls implements FailedJobCommandFactory {

    // CertCentral's windows are rolling, of seconds and of minutes; "waiting a few seconds or minutes" restores access.
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final double JITTER = 0.2;

    @Override
    public Command<Object> getCommand(String jobId, Throwable exception) {
        Optional<CertCentralException> call = Causes.find(exception, CertCentralException.class);
        if (call.filter(NotAuthorizedException.class::isInstance).isPresent()) {
            return new IncidentAtOnce(jobId, exception);
        }
        if (call.isPresent() && call.get() instanceof TooManyRequestsException tooMany) {
            return new Postponement(jobId, exception, spread(tooMany.retryAfter().orElse(PAUSE)));
        }
        return call.<Command<Object>>map(failed -> new SpreadRetry(jobId, exception)).orElseGet(() -> new DefaultJobRetryCmd(jobId, exception));
    }

    /** The wait and up to a fifth of it. */
    static Duration spread(Duration wait) {
        return wait.plusMillis((long) (wait.toMillis() * JITTER * ThreadLocalRandom.current().nextDouble()));
    }
}
