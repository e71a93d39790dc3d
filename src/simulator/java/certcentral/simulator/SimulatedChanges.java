package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Changes placed orders: another CSR, cancellation, revocation, decisions on requests. */
@Component
class SimulatedChanges {

    private final SimulatorStore store;
    private final SimulatorTimetable timetable;
    private final SimulatorPayments payments;

    SimulatedChanges(SimulatorStore store, SimulatorTimetable timetable, SimulatorPayments payments) {
        this.store = store;
        this.timetable = timetable;
        this.payments = payments;
    }

    /**
     * Replaces the CSR of an order. The vendor's order page: "If the status of the order is pending, you can use the
     * Update CSR endpoint".
     *
     * @throws ApiException if the order is past that status or on a token, or the CSR is refused
     */
    void updateCsr(String reference, JsonNode body) {
        store.write((state, now) -> {
            Order order = state.order(reference);
            if (order.onToken() || !List.of(Status.PENDING, Status.NEEDS_CSR).contains(order.status())) {
                throw ErrorCodes.badRequest(ErrorCodes.CSR_TOO_LATE);
            }
            String pem = body.path("csr").asText("");
            CsrKey key = CsrKey.of(pem);
            key.error().ifPresent(error -> {
                throw ErrorCodes.badRequest(pem.isBlank() ? ErrorCodes.missing("csr") : error);
            });
            key.encoded().ifPresent(it -> order.replaceKey(pem, it));
            if (order.status().equals(Status.NEEDS_CSR)) {
                order.change(new Step(Status.PENDING, now));
                timetable.start(order, now);
            }
            return order;
        });
    }

    /**
     * Cancels an order that is {@code pending} or {@code waiting_pickup} and pays back what was taken from the funds.
     *
     * @throws ApiException in any other status, or without a note
     */
    void cancel(String reference, JsonNode body) {
        store.write((state, now) -> {
            Order order = state.order(reference);
            List<ApiError> errors = new ArrayList<>();
            Fields wish = Fields.of(body, errors);
            wish.required("status", "CANCELED"::equals);
            wish.required("note");
            if (!errors.isEmpty()) {
                throw new ApiException(400, errors);
            }
            if (!List.of(Status.PENDING, Status.WAITING_PICKUP).contains(order.status())) {
                throw ErrorCodes.badRequest(ErrorCodes.NOT_CANCELABLE);
            }
            end(state, order, new Step(Status.CANCELED, now));
            return order;
        });
    }

    /**
     * Revokes an order's certificate: at once, with an empty result, if the body has {@code skip_approval}; otherwise
     * opens a request.
     *
     * @throws ApiException if there is no issued certificate, it is already revoked, or a request is open
     */
    Optional<ApprovalRequest> revoke(Order order, State state, Instant now, JsonNode body) {
        if (order.status().equals(Status.REVOKED)) {
            throw ErrorCodes.badRequest(ErrorCodes.ALREADY_REVOKED);
        }
        if (order.certificate().isEmpty() || !order.status().equals(Status.ISSUED)) {
            throw ErrorCodes.badRequest(ErrorCodes.NOT_ISSUED);
        }
        if (Values.isTrue(body.path("skip_approval"))) {
            revoke(order, now);
            return Optional.empty();
        }
        if (state.openRequest(order.id(), ApprovalRequest.REVOKE).isPresent()) {
            throw ErrorCodes.badRequest(ErrorCodes.REVOCATION_PENDING);
        }
        ApprovalRequest request = ApprovalRequest.open(
                state.nextId(),
                order.id(),
                ApprovalRequest.REVOKE,
                now,
                body.path("comments").asText(null));
        state.add(request);
        return Optional.of(request);
    }

    /**
     * Sets the status of a request and applies an approval or rejection to its order.
     *
     * @throws ApiException if there is no such request, or it was decided before
     */
    void decide(long requestId, JsonNode body) {
        store.write((state, now) -> {
            ApprovalRequest request = Optional.ofNullable(state.requests.get(requestId))
                    .orElseThrow(() -> ErrorCodes.notFound("request"));
            String status = body.path("status").asText("");
            if (!List.of(Status.PENDING, Status.SUBMITTED, Status.APPROVED, Status.REJECTED)
                    .contains(status)) {
                throw ErrorCodes.badRequest(ErrorCodes.invalid("status"));
            }
            if (!request.isOpen()) {
                throw ErrorCodes.badRequest(ErrorCodes.PROCESSED);
            }
            ApprovalRequest decided =
                    request.become(status, now, body.path("processor_comment").asText(null));
            state.add(decided);
            if (!decided.isOpen()) {
                apply(state, decided, now);
            }
            return decided;
        });
    }

    private void apply(State state, ApprovalRequest decided, Instant now) {
        Order order = state.orders.get(decided.orderId());
        boolean approved = decided.status().equals(Status.APPROVED);
        if (decided.type().equals(ApprovalRequest.REVOKE)) {
            if (approved) {
                revoke(order, now);
            }
        } else if (!approved) {
            end(state, order, new Step(Status.REJECTED, now));
        } else if (order.status().equals(Status.NEEDS_APPROVAL)) {
            order.expectCertificate(state.nextId());
            order.change(new Step(Status.PENDING, now));
            timetable.start(order, now);
        }
    }

    private static void revoke(Order order, Instant now) {
        order.plan(List.of());
        order.change(new Step(Status.REVOKED, now));
    }

    private void end(State state, Order order, Step step) {
        order.plan(List.of());
        order.change(step);
        payments.giveBack(state, order);
    }
}
