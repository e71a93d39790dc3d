package io.eseal.engine;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * A task as somebody saves it. The engine writes each of its attributes, those that were not sent as null: what was not
 * sent stays as it is, and nothing but the dates may differ.
 */
final class SavedTask {

    private SavedTask() {}

    /**
     * Refuses the change of anything but the dates, and brings back what was not sent.
     *
     * @param there the task in the database
     */
    @SuppressWarnings(
            "ReferenceEquality") // The engine saves the very object that it read; its equals compares ids alone.
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
            // Somebody who sends a part of the task sends its dates only where they change.
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
        // A number that was not sent is 0; no task of the process has that priority.
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

    static CallRefusedException refusal(String what) {
        return new CallRefusedException(
                "Only the due date and the follow-up date of a task can be changed, and its assignee by claiming or assigning it; "
                        + "not accepted: " + what + ".");
    }
}
