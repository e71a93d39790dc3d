package io.eseal.task;

/**
 * Mail that is sent when a task is created.
 *
 * @param kind selects the text
 * @param remindedByModel whether timers of the model send reminders, so that no other reminder is sent
 */
public record TaskMail(Kind kind, boolean remindedByModel) {

    /** Kinds of mail, each with a text. */
    public enum Kind {
        APPROVAL_WANTED,
        CORRECTION_WANTED,
        DELIVERY,
        RENEWAL_WANTED,
        /**
         * Asks for a decision on a revocation. The requester also gets mail when another person asked for it, and when
         * it is declined.
         */
        REVOCATION_WANTED,
        /** General text for any other task. */
        TASK_WAITING
    }
}
