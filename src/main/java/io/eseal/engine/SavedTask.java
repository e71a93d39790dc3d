package io.eseal.engine;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * Compares a saved task with the one in the database. The engine writes all attributes, missing ones as null: here
 * missing attributes keep their values, and only the two dates may change.
 */
final class SavedTask {

    private SavedTask() {}

    /**
     * Refuses changes of anything but the dates, and restores attributes that were not sent.
     *
     * @param saved the task as the caller sent it; missing values are filled in
     * @param there the task in the database
     * @throws CallRefusedException if another attribute differs
     */
    @SuppressWarnings(
            "ReferenceEquality") // The engine saves the same object that it read; its equals compares ids alone.
    static void check(TaskEntity saved, TaskEntity there) {
        if (saved.getParentTaskId() != null && !saved.getParentTaskId().equals(there.getParentTaskId())) {
            throw new CallRefusedException(
                    "A task has no parent: the end of another task would end it without a decision.");
        }
        if (there == saved) {
            return;
        }
        refuseChanges(saved, there);
        if (saved.getName() == null) {
            // A caller who sends a part of the task sends a date only to change it.
            saved.setDueDate(saved.getDueDate() == null ? there.getDueDate() : saved.getDueDate());
            saved.setFollowUpDate(saved.getFollowUpDate() == null ? there.getFollowUpDate() : saved.getFollowUpDate());
        }
        keep(saved::setName, saved.getName(), there.getName());
        keep(saved::setDescription, saved.getDescription(), there.getDescription());
        keep(saved::setPriority, saved.getPriority(), there.getPriority());
        keep(saved::setAssignee, saved.getAssignee(), there.getAssignee());
        keep(saved::setOwner, saved.getOwner(), there.getOwner());
        keep(saved::setDelegationState, saved.getDelegationState(), there.getDelegationState());
        keep(saved::setParentTaskId, saved.getParentTaskId(), there.getParentTaskId());
        keep(saved::setCaseInstanceId, saved.getCaseInstanceId(), there.getCaseInstanceId());
    }

    private static <V> void keep(Consumer<V> set, V sent, V there) {
        if (!Objects.equals(sent, there)) {
            set.accept(there);
        }
    }

    private static void refuseChanges(TaskEntity saved, TaskEntity there) {
        Set<String> changed = new TreeSet<>();
        compare(changed, "name", saved.getName(), there.getName());
        compare(changed, "description", saved.getDescription(), there.getDescription());
        // A missing number reads as 0; no task of the process has the priority 0.
        compare(changed, "priority", saved.getPriority() == 0 ? null : saved.getPriority(), there.getPriority());
        compare(changed, "assignee", saved.getAssignee(), there.getAssignee());
        compare(changed, "owner", saved.getOwner(), there.getOwner());
        compare(changed, "delegationState", saved.getDelegationState(), there.getDelegationState());
        compare(changed, "caseInstanceId", saved.getCaseInstanceId(), there.getCaseInstanceId());
        compare(changed, "tenantId", saved.getTenantId(), there.getTenantId());
        if (!changed.isEmpty()) {
            throw refusal(String.join(", ", changed));
        }
    }

    private static void compare(Set<String> changed, String name, @Nullable Object sent, @Nullable Object there) {
        if (sent != null && !Objects.equals(sent, there)) {
            changed.add(name);
        }
    }

    /**
     * Returns the refusal of a change.
     *
     * @param what the attributes that must not change
     */
    static CallRefusedException refusal(String what) {
        return new CallRefusedException(
                "Only the due date and the follow-up date of a task can be changed, and its assignee by claiming or assigning it; "
                        + "not accepted: " + what + ".");
    }
}
