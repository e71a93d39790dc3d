package io.eseal.timeline;

/** Events about tasks that people did, and about steps that operators started. */
public final class TaskEvents {

    private TaskEvents() {}

    /**
     * A person completed a task.
     *
     * @param task id of the task in the model
     */
    public record Completed(String task) implements TimelineEvent {

        @Override
        public String sentence() {
            return task;
        }
    }

    /**
     * A person decided at a task.
     *
     * @param task id of the task in the model
     * @param choice the word of the outcome that was chosen
     * @param comment the person's comment; empty when there is none
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
     * @param step name of the step in the model
     * @param cause why the step waited
     */
    public record StepPulledForward(String step, String cause) implements TimelineEvent {

        @Override
        public String sentence() {
            return step + "; it waited because " + cause;
        }
    }
}
