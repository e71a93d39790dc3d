package certcentral.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the control endpoints under {@code /simulator/control}, which need no API key:
 *
 * <ul>
 *   <li>{@code GET /orders}: every order that exists; {@code GET /calls}: number of calls by operation
 *   <li>{@code GET /orders/{id}/certificate}: PEM, also of a certificate on a token, which the API does not hand out
 *   <li>{@code POST /outcomes}: an {@link Outcome} for the next calls, such as
 *       {@code {"operation":"place_order","outcome":"lost_answer","times":1,"delay_ms":0}}
 *   <li>{@code PUT /orders/{id}/status {"status":"needs_csr"}}: sets any status at once; {@code issued} issues the
 *       certificate
 *   <li>{@code POST /orders/{id}/advance {"seconds":10}}, {@code POST /clock/advance {"seconds":86400}}: move time
 *       forward
 *   <li>{@code PUT /funds {"funds":"10.00"}}, {@code PUT /request-approval {"on":true}}, {@code POST /reset}
 * </ul>
 */
@RestController
@RequestMapping(SimulatorControlController.BASE)
class SimulatorControlController {

    static final String BASE = "/simulator/control";

    private final SimulatorControl control;

    SimulatorControlController(SimulatorControl control) {
        this.control = control;
    }

    record StatusWish(String status) {}

    record Advance(long seconds) {}

    record Funds(BigDecimal funds) {}

    record RequestApproval(boolean on) {}

    @GetMapping("/orders")
    List<OrderTruth> orders() {
        return control.orders();
    }

    @GetMapping(path = "/orders/{id}/certificate", produces = "application/x-pem-file")
    String certificate(@PathVariable long id) {
        return control.certificate(id);
    }

    @GetMapping("/calls")
    Map<String, Integer> calls() {
        return control.calls().counts();
    }

    @PostMapping("/outcomes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void expect(@RequestBody Outcome outcome) {
        control.calls().expect(outcome);
    }

    @PutMapping("/orders/{id}/status")
    OrderTruth setStatus(@PathVariable long id, @RequestBody StatusWish wish) {
        return control.setStatus(id, wish.status());
    }

    @PostMapping("/orders/{id}/advance")
    OrderTruth advance(@PathVariable long id, @RequestBody Advance advance) {
        return control.advance(id, Duration.ofSeconds(advance.seconds()));
    }

    @PostMapping("/clock/advance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void advanceClock(@RequestBody Advance advance) {
        control.advanceClock(Duration.ofSeconds(advance.seconds()));
    }

    @PutMapping("/funds")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setFunds(@RequestBody Funds funds) {
        control.setFunds(funds.funds());
    }

    @PutMapping("/request-approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setRequestApproval(@RequestBody RequestApproval approval) {
        control.setRequestApproval(approval.on());
    }

    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset() {
        control.reset();
    }
}
