package io.eseal.faults;

import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Gives the calls of a campaign the faults that its plan says, and records which orders are under way from which node.
 */
final class CampaignFaults implements FaultPlan {

    /** How many calls met a fault. */
    record Met(int orders, int reads) {}

    private final CampaignPlan plan;
    private final HiddenOrders hiding;
    private final Map<String, Deque<Fault>> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> ordersMet = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> readsMet = new ConcurrentHashMap<>();
    private final Set<String> hit = ConcurrentHashMap.newKeySet();
    private final Map<Call, String> underWay = new ConcurrentHashMap<>();
    private volatile boolean over;

    CampaignFaults(CampaignPlan plan) {
        this.plan = plan;
        this.hiding = new HiddenOrders(plan.hidden());
    }

    /** Assigns its faults to a request; to be called before the request can be ordered. */
    void assign(String esealId, RequestPlan request) {
        waiting.put(esealId, new ConcurrentLinkedDeque<>(request.orderFaults()));
    }

    /** The next order of the request meets this instead of what was drawn. */
    void replace(String esealId, Fault fault) {
        Deque<Fault> faults = waiting.get(esealId);
        faults.poll();
        faults.push(fault);
    }

    /** Ends all faults: later calls go through. */
    void end() {
        over = true;
    }

    /** The requests whose order calls a node is making. */
    Set<String> underWay(String node) {
        return underWay.entrySet().stream()
                .filter(entry -> entry.getKey().node().equals(node))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** The requests whose order call met a fault. */
    Set<String> hit() {
        return Set.copyOf(hit);
    }

    /** Returns how often each kind of fault was met. */
    Map<String, Met> met() {
        Set<String> kinds = new TreeSet<>(ordersMet.keySet());
        kinds.addAll(readsMet.keySet());
        return kinds.stream()
                .collect(Collectors.toMap(
                        kind -> kind,
                        kind -> new Met(count(ordersMet, kind), count(readsMet, kind)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @Override
    public Fault of(Call call) {
        if (hiding.hides(call)) {
            return hiding.fault();
        }
        if (over) {
            return Faults.none();
        }
        if (!call.placesOrder()) {
            String operation =
                    call.method() + call.target().replaceAll("\\?.*", "").replaceAll("[0-9]+|ES-[0-9A-Z]+", "*");
            Fault fault = plan.read(
                    operation,
                    reads.computeIfAbsent(operation, name -> new AtomicInteger())
                            .incrementAndGet());
            counted(readsMet, fault);
            return fault;
        }
        String id = call.reference();
        Fault fault = waiting.getOrDefault(id, new ConcurrentLinkedDeque<>()).poll();
        if (fault == null) {
            fault = Faults.none();
        } else {
            counted(ordersMet, fault);
            hit.add(id);
            hiding.from(id);
        }
        return watched(call, id, fault);
    }

    private Fault watched(Call call, String id, Fault fault) {
        underWay.put(call, id);
        return new Fault(fault.name(), fault.effective(), exchange -> {
            try {
                fault.act().play(exchange);
            } finally {
                underWay.remove(call);
            }
        });
    }

    private static void counted(Map<String, AtomicInteger> counts, Fault fault) {
        if (!fault.name().equals(Faults.none().name())) {
            counts.computeIfAbsent(fault.name(), name -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static int count(Map<String, AtomicInteger> counts, String kind) {
        return counts.getOrDefault(kind, new AtomicInteger()).get();
    }
}
