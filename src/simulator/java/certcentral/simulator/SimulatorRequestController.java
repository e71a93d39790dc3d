package certcentral.simulator;

import java.util.Optional;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls about requests that wait for an approver in the account. */
@RestController
@RequestMapping(Operation.BASE + "/request/{id}")
class SimulatorRequestController {

    private final SimulatorStore store;
    private final SimulatedChanges changes;
    private final JsonBody json;

    SimulatorRequestController(SimulatorStore store, SimulatedChanges changes, JsonBody json) {
        this.store = store;
        this.changes = changes;
        this.json = json;
    }

    @GetMapping
    RequestInfo read(@PathVariable String id) {
        return store.read((state, now) -> Optional.ofNullable(state.requests.get(number(id)))
                .map(request -> RequestInfo.of(request, state))
                .orElseThrow(() -> ErrorCodes.notFound("request")));
    }

    @PutMapping("/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String id, HttpEntity<byte[]> body) {
        changes.decide(number(id), json.read(body));
    }

    private static long number(String id) {
        return Values.id(id).orElseThrow(() -> ErrorCodes.notFound("request"));
    }
}
