package certcentral.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls that place, read, change and cancel orders. */
@RestController
@RequestMapping(Operation.BASE + "/order")
class SimulatorOrderController {

    private final SimulatedOrders orders;
    private final SimulatedChanges changes;
    private final SimulatorStore store;
    private final JsonBody json;

    SimulatorOrderController(SimulatedOrders orders, SimulatedChanges changes, SimulatorStore store, JsonBody json) {
        this.orders = orders;
        this.changes = changes;
        this.store = store;
        this.json = json;
    }

    record OrderList(List<ObjectNode> orders, Page page) {}

    @PostMapping("/certificate/{product}")
    @ResponseStatus(HttpStatus.CREATED)
    PlacedOrder place(
            @PathVariable String product,
            HttpEntity<byte[]> body,
            @RequestAttribute(name = CallFilter.WRONG_KEY, required = false) Boolean wrongKey) {
        if (!product.equals(Product.NAME_ID)) {
            throw ErrorCodes.notFound("product");
        }
        return orders.place(json.read(body), wrongKey != null);
    }

    @GetMapping("/certificate/{id}")
    ObjectNode read(@PathVariable String id) {
        return store.read((state, now) -> new OrderInfo(state, now).of(state.order(id)));
    }

    @GetMapping("/certificate")
    OrderList list(@RequestParam MultiValueMap<String, String> parameters) {
        return store.read((state, now) -> {
            List<Order> matches = new OrderFilters(parameters).apply(state);
            Page page = Page.of(matches.size(), parameters.getFirst("limit"), parameters.getFirst("offset"));
            return new OrderList(
                    page.cut(matches).stream()
                            .map(new OrderInfo(state, now)::summary)
                            .toList(),
                    page);
        });
    }

    @PutMapping("/certificate/{id}/csr")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void updateCsr(@PathVariable String id, HttpEntity<byte[]> body) {
        changes.updateCsr(id, json.read(body));
    }

    @PutMapping("/certificate/{id}/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void updateStatus(@PathVariable String id, HttpEntity<byte[]> body) {
        changes.cancel(id, json.read(body));
    }
}
