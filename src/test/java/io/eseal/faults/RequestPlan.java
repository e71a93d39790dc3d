package io.eseal.faults;

import java.util.List;
import java.util.Optional;

/**
 * What one request meets.
 *
 * @param orderFaults by which calls that place its order are met, one after the other; later ones go through
 * @param delayMillis when the blow comes at a random moment: so long after the approval
 * @param victim which node it hits, then
 */
record RequestPlan(int number, List<Fault> orderFaults, Optional<FaultMoment> blow, int delayMillis, int victim) {

    RequestPlan withoutOrderFaults() {
        return withOrderFaults(List.of());
    }

    RequestPlan withOrderFaults(List<Fault> faults) {
        return new RequestPlan(number, faults, blow, delayMillis, victim);
    }
}
