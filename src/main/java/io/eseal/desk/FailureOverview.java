package io.eseal.desk;

import io.eseal.retry.Retries;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Reads what has failed, for those who watch. */
@Component
class FailureOverview {

    private final RuntimeService runtime;
    private final Retries retries;

    FailureOverview(RuntimeService runtime, Retries retries) {
        this.runtime = runtime;
        this.retries = retries;
    }

    /** Counts the open incidents that the person signed in at the engine may see. */
    long incidents() {
        return runtime.createIncidentQuery().count();
    }

    Retries.Overview retries() {
        return retries.overview();
    }
}
