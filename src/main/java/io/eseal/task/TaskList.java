package io.eseal.task;

/** Lists of tasks by kind; each task belongs to one of them. */
public enum TaskList {
    /** Decisions on behalf of the organisation. */
    APPROVALS,
    PAYMENTS,
    /** Cases that a person has to judge. */
    DOUBTS,
    /** Work that only a person in the CertCentral console can do. */
    CONSOLE,
    REQUESTERS
}
