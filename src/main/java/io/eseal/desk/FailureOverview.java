package io.eseal.desk;

import io.eseal.retry.Retries;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Reads incidents and failed steps for the people who watch the process. */
@Component
class FailureOverview {

    private final RuntimeService runtime;
    private final Retries retries;

    FailureOverview(RuntimeService runtime, Retries retries) {
        this.runtime = runtime;
        this.retries = retries;
    }

    /** Returns the number of open incidents that the person signed in at the engine may see. */
    long incidents() {
        return runtime.createIncidentQuery().count();
    }

    /** Returns the steps that are tried again. */
    Retries.Overview retries() {
        return retries.overview();
    }
}
