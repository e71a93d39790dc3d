package io.eseal.engine;

import java.util.Optional;
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
}
