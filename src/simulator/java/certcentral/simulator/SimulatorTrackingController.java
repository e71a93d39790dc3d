package certcentral.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls for recent status changes and for orders by the client's own reference. */
@RestController
@RequestMapping(Operation.BASE + "/order")
class SimulatorTrackingController {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    private final SimulatorStore store;

    SimulatorTrackingController(SimulatorStore store) {
        this.store = store;
    }

    @VendorJson
    record Entry(long orderId, Long certificateId, String status) {

        static Entry of(Order order) {
            return new Entry(order.id(), order.certificateId().orElse(null), order.status());
        }
    }

    @VendorJson
    record Entries(List<Entry> orders, Page page) {}

    /**
     * Returns one entry for each order that changed within the window, with its present status; {@code {}} if none
     * changed.
     */
    @GetMapping("/certificate/status-changes")
    Entries changes(@RequestParam(required = false) String minutes, @RequestParam(required = false) String seconds) {
        Duration window = Duration.ofMinutes(number("minutes", minutes)).plusSeconds(number("seconds", seconds));
        if (minutes == null && seconds == null) {
            throw ErrorCodes.badRequest(ErrorCodes.NO_WINDOW);
        }
        if (window.compareTo(LONGEST_WINDOW) > 0) {
            throw ErrorCodes.badRequest(ErrorCodes.WINDOW_TOO_LONG);
        }
        return store.read((state, now) -> {
            Instant since = now.minus(window);
            List<Entry> moved = state.orders.values().stream()
                    .filter(order ->
                            order.changes().stream().anyMatch(step -> !step.at().isBefore(since)))
                    .map(Entry::of)
                    .toList();
            return new Entries(moved.isEmpty() ? null : moved, null);
        });
    }

    @GetMapping("/alternate/{reference}")
    Entries alternate(
            @PathVariable String reference,
            @RequestParam(required = false) String limit,
            @RequestParam(required = false) String offset) {
        return store.read((state, now) -> {
            List<Entry> all = state.orders.values().stream()
                    .filter(order ->
                            order.alternativeOrderId().filter(reference::equals).isPresent())
                    .map(Entry::of)
                    .toList();
            Page page = Page.of(all.size(), limit, offset);
            return new Entries(page.cut(all), page);
        });
    }

    private static long number(String name, String value) {
        return value == null
                ? 0
                : Values.id(value)
                        .filter(it -> it <= 10_000_000)
                        .orElseThrow(() -> ErrorCodes.badRequest(ErrorCodes.invalid(name)));
    }
}
