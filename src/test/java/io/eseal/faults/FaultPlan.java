package io.eseal.faults;

/** Which fault a call meets; asked from many threads. */
@FunctionalInterface
interface FaultPlan {

    Fault of(Call call);
}
