package io.eseal.faults;

import java.util.List;
import java.util.Optional;

/**
 * Says which faults one request of a campaign meets.
 *
 * @param orderFaults the faults of the calls that place its order, one after the other; later calls go through
 * @param delayMillis how long after the approval a fault at a random moment is made
 * @param victim number of the node that such a fault is made on
 */
record RequestPlan(int number, List<Fault> orderFaults, Optional<FaultMoment> moment, int delayMillis, int victim) {

    RequestPlan withoutOrderFaults() {
        return withOrderFaults(List.of());
    }

    RequestPlan withOrderFaults(List<Fault> faults) {
        return new RequestPlan(number, faults, moment, delayMillis, victim);
    }
}
