package io.eseal.task;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
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
    Optional<String> against(DelegateTask task, UserId person);

    /** Returns the user ids of all barred people. */
    Set<UserId> barred(EsealId esealId);

    /**
     * Creates a bar that depends on the request alone.
     *
     * @param against maps the request's id and a person to the reason
     * @param barred maps the request's id to the barred people
     */
    static TaskBar ofRequest(
            BiFunction<EsealId, UserId, Optional<String>> against, Function<EsealId, Set<UserId>> barred) {
        return new TaskBar() {
            @Override
            public Optional<String> against(DelegateTask task, UserId person) {
                return EsealId.read(task.getExecution().getProcessBusinessKey())
                        .flatMap(id -> against.apply(id, person));
            }

            @Override
            public Set<UserId> barred(EsealId esealId) {
                return barred.apply(esealId);
            }
        };
    }
}
