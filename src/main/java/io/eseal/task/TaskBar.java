package io.eseal.task;

import io.eseal.id.EsealId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * Bars people from a task although they are members of its groups. Checked before a task is claimed by, assigned to or
 * delegated to a person, because a barred person who holds the task keeps the others from it.
 */
public interface TaskBar {

    /**
     * Returns the reason why the person may not do the task, in the same words as the refusal of its completion; empty
     * when the person may.
     */
    Optional<String> against(DelegateTask task, String person);

    /** Returns the user ids of all barred people as they are stored; compare them by {@code UserIds}. */
    Set<String> barred(EsealId esealId);

    /**
     * Creates a bar that depends on the request alone.
     *
     * @param against maps the request's id and a person to the reason
     * @param barred maps the request's id to the barred people
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
