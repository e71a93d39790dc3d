package io.eseal.timeline;

/** What approvers decided, and who is asked to. */
public final class ApprovalEvents {

    private ApprovalEvents() {}

    /**
     * @param group the group that the decision was made for
     * @param comment empty when nothing was said
     */
    public record Decided(String group, String choice, String comment) implements TimelineEvent {

        @Override
        public String sentence() {
            return group + ": " + Choices.sentence(choice, comment);
        }
    }

    /** @param taskId the engine's id of the task */
    public record Reminded(String taskId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "task " + taskId;
        }
    }

    /** @param taskId the engine's id of the task */
    public record Escalated(String taskId) implements TimelineEvent {

        @Override
        public String sentence() {
            return "task " + taskId;
        }
    }

    /**
     * Nobody of the group may do the task.
     *
     * @param why for people
     */
    public record NoEligibleApprover(String taskId, String group, String why) implements TimelineEvent {

        @Override
        public String sentence() {
            return why;
        }
    }

    /**
     * @param taskId the engine's id of the task
     * @param task its name
     */
    public record SomebodyEligible(String taskId, String task) implements TimelineEvent {

        @Override
        public String sentence() {
            return "Somebody may do the task " + task + " again.";
        }
    }
}
