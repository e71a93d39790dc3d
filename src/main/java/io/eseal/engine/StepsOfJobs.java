package io.eseal.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** Remembers which step of the model each definition of jobs belongs to; that never changes. */
final class StepsOfJobs {

    private final Map<String, String> steps = new ConcurrentHashMap<>();

    /** Tells the job its step, which it would read from its definition; the first job of each definition reads it. */
    void tell(JobEntity job) {
        String definition = job.getJobDefinitionId();
        if (definition == null) {
            return;
        }
        String known = steps.get(definition);
        if (known != null) {
            job.setActivityId(known);
        } else if (job.getActivityId() != null) {
            steps.put(definition, job.getActivityId());
        }
    }
}
