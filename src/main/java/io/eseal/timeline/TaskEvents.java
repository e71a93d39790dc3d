package io.eseal.timeline;

/** What people did at tasks, and with steps. */
public final class TaskEvents {

    private TaskEvents() {}

    /** @param task the task's id in the model */
    public record Completed(String task) implements TimelineEvent {

        @Override
        public String sentence() {
            return task;
        }
    }

    /**
     * @param task the task's id in the model
     * @param comment empty when nothing was said
     */
    public record Decided(String task, String choice, String comment) implements TimelineEvent {

        @Override
        public String sentence() {
            return task + ": " + Choices.sentence(choice, comment);
        }
    }

    /**
     * An operator had a waiting step tried at once.
     *
     * @param step the step's name in the model
     * @param cause why it waited
     */
    public record StepPulledForward(String step, String cause) implements TimelineEvent {

        @Override
        public String sentence() {
            return step + "; it waited because " + cause;
        }
    }
}
