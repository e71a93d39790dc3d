package io.eseal.task;

/** The lists of tasks of one kind; each task is in one of them. */
public enum TaskList {
    /** What is decided on for the organisation. */
    APPROVALS,
    PAYMENTS,
    /** What somebody has to judge. */
    DOUBTS,
    /** What only a person in the CertCentral console can do. */
    CONSOLE,
    REQUESTERS
}
