package certcentral.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Serves the control endpoints under {@code /simulator/control}, which need no API key:
 *
 * <ul>
 *   <li>{@code GET /orders}: every order that exists; {@code GET /calls}: number of calls by operation
 *   <li>{@code GET /orders/{id}/certificate}: PEM, also of a certificate on a token, which the API does not hand out
 *   <li>{@code GET /orders/{id}/token}: key and certificate of a token as PKCS #12, password {@code simulator}
 *   <li>{@code POST /outcomes}: an {@link Outcome} for the next calls, such as
 *       {@code {"operation":"place_order","outcome":"lost_answer","times":1,"delay_ms":0}}
 *   <li>{@code PUT /orders/{id}/status {"status":"needs_csr"}}: sets any status at once; {@code issued} issues the
 *       certificate
 *   <li>{@code GET /flaws}: every {@link Flaw} that a certificate can have; {@code POST /flaws
 *       {"flaw":"unknown_ca","times":1}}: the next certificates have it; {@code PUT /orders/{id}/flaw {"flaw":"none"}}:
 *       this order's certificate has it, and is issued anew if it was issued
 *   <li>{@code GET /pki}: how each {@link PkiPart} behaves; {@code PUT /pki/national-list {"state":"withdrawn"}} sets
 *       it to a {@link PkiState}
 *   <li>{@code POST /orders/{id}/advance {"seconds":10}}, {@code POST /clock/advance {"seconds":86400}}: move time
 *       forward
 *   <li>{@code POST /orders/{id}/copies {"from":1,"to":1000,"base":70000000,"reference":"ES-C%07d"}}: puts copies of
 *       the order into the account, with the ids 70000001 and so on, for measurements with many orders
 *   <li>{@code PUT /webhook {"url":"…","secret":"…"}}: has changes told there, see {@link SimulatorWebhook}
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

    record Copies(int from, int to, long base, String reference) {}

    record FlawWish(Flaw flaw, Integer times) {}

    record StateWish(PkiState state) {}

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

    @GetMapping(path = "/orders/{id}/token", produces = "application/x-pkcs12")
    byte[] token(@PathVariable long id) {
        return control.token(id);
    }

    @GetMapping("/flaws")
    Map<String, String> flaws() {
        return Stream.of(Flaw.values())
                .collect(Collectors.toMap(Flaw::wireName, Flaw::sentence, (one, other) -> one, LinkedHashMap::new));
    }

    @PostMapping("/flaws")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void spoilNext(@RequestBody FlawWish wish) {
        control.spoilNext(wish.flaw(), Optional.ofNullable(wish.times()).orElse(1));
    }

    @PutMapping("/orders/{id}/flaw")
    OrderTruth spoil(@PathVariable long id, @RequestBody FlawWish wish) {
        return control.spoil(id, wish.flaw());
    }

    @GetMapping("/pki")
    Map<String, PkiState> pki() {
        return control.pki().all();
    }

    @PutMapping("/pki/{part}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPki(@PathVariable String part, @RequestBody StateWish wish) {
        try {
            control.pki().set(PkiPart.of(part), wish.state());
        } catch (IllegalArgumentException impossible) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, impossible.getMessage(), impossible);
        }
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

    @PostMapping("/orders/{id}/copies")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void copy(@PathVariable long id, @RequestBody Copies wish) {
        control.copy(id, wish.from(), wish.to(), wish.base(), wish.reference());
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
