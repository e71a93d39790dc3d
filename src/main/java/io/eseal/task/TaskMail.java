package io.eseal.task;

/**
 * What is sent when a task comes to people.
 *
 * @param remindedByModel whether the model has timers that remind of it, so that no other reminder is sent
 */
public record TaskMail(Kind kind, boolean remindedByModel) {

    /** Which words the mail has. */
    public enum Kind {
        APPROVAL_WANTED,
        CORRECTION_WANTED,
        DELIVERY,
        RENEWAL_WANTED,
        /** The requester is told, too, when somebody else asked for it, and when it is declined. */
        REVOCATION_WANTED,
        /** Those of any other task. */
        TASK_WAITING
    }
}
