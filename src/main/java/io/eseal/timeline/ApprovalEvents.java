package io.eseal.timeline;

/** Events about approvals: decisions, reminders, and tasks without an eligible approver. */
public final class ApprovalEvents {

    private ApprovalEvents() {}

    /**
     * A group's approver decided on the request.
     *
     * @param group the group that the decision was made for
     * @param choice the word of the outcome that was chosen
     * @param comment empty when nothing was said
     */
    public record Decided(String group, String choice, String comment) implements TimelineEvent {

        @Override
        public String sentence() {
            return group + ": " + Choices.sentence(choice, comment);
        }
    }

    /**
     * Approvers were reminded of a task.
     *
     * @param taskId the engine's id of the task
     */
    public record Reminded(String taskId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "task " + taskId;
        }
    }

    /**
     * A task was escalated because it waits too long.
     *
     * @param taskId the engine's id of the task
     */
    public record Escalated(String taskId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "task " + taskId;
        }
    }

    /**
     * Nobody in the group may do the task.
     *
     * @param taskId the engine's id of the task
     * @param group the group whose members are all barred
     * @param why the reason, as a sentence for people
     */
    public record NoEligibleApprover(String taskId, String group, String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /**
     * Somebody may do a task again.
     *
     * @param taskId the engine's id of the task
     * @param task name of the task
     */
    public record SomebodyEligible(String taskId, String task) implements TimelineEvent {

        @Override
        public String sentence() {
            return "Somebody may do the task " + task + " again.";
        }
    }
}
