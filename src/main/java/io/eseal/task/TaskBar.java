package io.eseal.task;

import io.eseal.id.EsealId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * Says who may not do a task though its groups include the person. Asked before a task is claimed by, assigned or
 * delegated to somebody: one who holds a task that only others can complete keeps them from it.
 */
public interface TaskBar {

    /**
     * Why the person may not do the task, in the words that completing it would be refused with; empty when nothing
     * stands against it.
     */
    Optional<String> against(DelegateTask task, String person);

    /** User ids of all whom it stands against, as they were given: compare them by {@code UserIds}. */
    Set<String> barred(EsealId esealId);

    /**
     * A bar that depends on the request alone.
     *
     * @param against the request's id and the person to the reason
     * @param barred the request's id to the persons
     */
    static TaskBar ofRequest(
            BiFunction<EsealId, String, Optional<String>> against, Function<EsealId, Set<String>> barred) {
        return new TaskBar() {
            @Override
            public Optional<String> against(DelegateTask task, String person) {
                return EsealId.read(task.getExecution().getProcessBusinessKey())
                        .flatMap(id -> against.apply(id, person));
            }

            @Override
            public Set<String> barred(EsealId esealId) {
                return barred.apply(esealId);
            }
        };
    }
}
