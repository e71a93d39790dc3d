package io.eseal.faults;

/**
 * Names what fails while the order of a request is placed (a node, the database or the network) and at which moment.
 */
enum FaultMoment {
    KILL_AT_RANDOM,
    KILL_BEFORE_INTENT,
    KILL_BEFORE_SENDING,
    KILL_ONCE_CLAIMED,
    KILL_BEFORE_ACCEPTANCE,
    KILL_BEFORE_ANSWER,
    KILL_BEFORE_LEDGER,
    KILL_BEFORE_REGISTER,
    KILL_BEFORE_COMMIT,
    FREEZE_AT_RANDOM,
    FREEZE_ONCE_CLAIMED,
    FREEZE_BEFORE_ANSWER,
    FAIL_INTENT,
    FAIL_LEDGER,
    FAIL_REGISTER,
    FAIL_COMMIT,
    CRASH_DATABASE,
    CUT_CONNECTIONS,
    READ_ONLY,
    NOBODY_LISTENS,
    RESET_CONNECTIONS;

    boolean kills() {
        return name().startsWith("KILL");
    }

    boolean killsAtAChosenMoment() {
        return kills() && this != KILL_AT_RANDOM;
    }

    boolean freezes() {
        return name().startsWith("FREEZE");
    }

    boolean failsAWrite() {
        return name().startsWith("FAIL");
    }
}
