package certcentral.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Changes the account directly, without the vendor's API, for demo and tests. */
@Component
class SimulatorControl {

    private final SimulatorStore store;
    private final SimulatorTimetable timetable;
    private final SimulatorCalls calls;
    private final SimulatorAuthority authority;
    private final PkiStates pki;

    SimulatorControl(
            SimulatorStore store,
            SimulatorTimetable timetable,
            SimulatorCalls calls,
            SimulatorAuthority authority,
            PkiStates pki) {
        this.store = store;
        this.timetable = timetable;
        this.calls = calls;
        this.authority = authority;
        this.pki = pki;
    }

    SimulatorCalls calls() {
        return calls;
    }

    PkiStates pki() {
        return pki;
    }

    /** Returns all orders. */
    List<OrderTruth> orders() {
        return store.read((state, now) ->
                state.orders.values().stream().map(OrderTruth::of).toList());
    }

    /**
     * Returns the PEM of an order's certificate.
     *
     * @throws ApiException with 404 if there is none
     */
    String certificate(long orderId) {
        return store.read((state, now) -> state.order(String.valueOf(orderId))
                .certificate()
                .map(IssuedCertificate::pem)
                .orElseThrow(() -> ErrorCodes.notFound("certificate")));
    }

    /**
     * Returns what is on the token of an order, a PKCS #12 file with the password {@code simulator}.
     *
     * @throws ApiException with 404 if it has no certificate or no token
     */
    byte[] token(long orderId) {
        return store.read((state, now) -> {
            Order order = state.order(String.valueOf(orderId));
            return TokenFile.of(
                    order.tokenKey().orElseThrow(() -> ErrorCodes.notFound("token")),
                    order.certificate().orElseThrow(() -> ErrorCodes.notFound("certificate")),
                    authority.ca());
        });
    }

    /** Lets the next certificates have this flaw. */
    void spoilNext(Flaw flaw, int times) {
        store.write((state, now) -> state.nextFlaws.addAll(Collections.nCopies(times, flaw)));
    }

    /** Sets what is wrong with an order's certificate; issues it anew if it was issued. */
    OrderTruth spoil(long orderId, Flaw flaw) {
        return store.write((state, now) -> {
            Order order = state.order(String.valueOf(orderId));
            order.spoil(flaw);
            if (order.certificate().isPresent()) {
                timetable.reissue(state, order, now);
            }
            return OrderTruth.of(order);
        });
    }

    /** Sets any status at once and ends the order's timetable. */
    OrderTruth setStatus(long orderId, String status) {
        return store.write((state, now) -> {
            Order order = state.order(String.valueOf(orderId));
            order.plan(List.of());
            timetable.move(state, order, new Step(status, now));
            return OrderTruth.of(order);
        });
    }

    /**
     * Puts copies of an order into the account, which stay as they are until told otherwise.
     *
     * @param from number of the first copy
     * @param to number of the last copy
     * @param base what is added to a copy's number to give its id
     * @param reference {@code alternative_order_id} of each copy, with {@code %d} for its number
     */
    void copy(long orderId, int from, int to, long base, String reference) {
        store.write((state, now) -> {
            Order original = state.order(String.valueOf(orderId));
            for (int number = from; number <= to; number++) {
                Order copy = original.copy(base + number, reference.formatted(number));
                state.orders.put(copy.id(), copy);
            }
            return original;
        });
    }

    /** Moves one order's timetable earlier; restarts it from the present status if it was ended by hand. */
    OrderTruth advance(long orderId, Duration by) {
        store.write((state, now) -> {
            Order order = state.order(String.valueOf(orderId));
            if (!order.hasPlan() && order.certificate().isEmpty()) {
                timetable.start(order, now);
            }
            order.hurry(by, now);
            return order;
        });
        return store.read((state, now) -> OrderTruth.of(state.order(String.valueOf(orderId))));
    }

    /** Moves the account's time forward. */
    void advanceClock(Duration by) {
        store.advance(by);
    }

    void setFunds(BigDecimal funds) {
        store.write((state, now) -> state.funds = funds);
    }

    void setRequestApproval(boolean on) {
        store.write((state, now) -> state.requestApproval = on);
    }

    void reset() {
        store.reset();
        calls.reset();
        pki.reset();
    }
}
