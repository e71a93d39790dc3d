package io.eseal.task;

/** Work on a request that people can see, because a task about it waits. */
public enum WorkUnderWay {
    /** It is to be found out what became of the order, or the order is to be taken back. */
    ORDER_IN_DOUBT,
    REVOCATION
}
