package io.eseal.faults;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** Gives faults to the calls that place the order of a request, one after the other; every other call goes through. */
final class OrderFaults implements FaultPlan {

    private final Map<String, Queue<Fault>> waiting = new ConcurrentHashMap<>();

    /** The next orders of the request meet these. */
    OrderFaults on(String esealId, Fault... faults) {
        waiting.computeIfAbsent(esealId, id -> new ArrayDeque<>()).addAll(List.of(faults));
        return this;
    }

    @Override
    public Fault of(Call call) {
        if (!call.placesOrder()) {
            return Faults.none();
        }
        Queue<Fault> faults = waiting.getOrDefault(call.reference(), new ArrayDeque<>());
        synchronized (faults) {
            return faults.isEmpty() ? Faults.none() : faults.remove();
        }
    }
}
