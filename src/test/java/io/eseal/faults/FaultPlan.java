package io.eseal.faults;

/** Chooses the fault that a call meets. Called from many threads. */
@FunctionalInterface
interface FaultPlan {

    Fault of(Call call);
}
