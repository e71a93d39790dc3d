package certcentral.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Plans and carries out the changes of status that an order goes through by itself. */
@Component
class SimulatorTimetable {

    private final SimulatorSettings.Timetable times;
    private final SimulatorAuthority authority;

    SimulatorTimetable(SimulatorSettings settings, SimulatorAuthority authority) {
        this.times = settings.timetable();
        this.authority = authority;
    }

    /** Plans the steps from the order's present status to issuance. */
    void start(Order order, Instant now) {
        boolean token = order.onToken();
        String stop = token ? Status.WAITING_PICKUP : Status.PROCESSING;
        Duration stay = token ? times.qscdPickup() : times.csrProcessing();
        boolean stopped = order.status().equals(stop);
        Instant stopAt = stopped ? now : now.plus(token ? times.qscdPending() : times.csrPending());
        List<Step> steps = new ArrayList<>();
        if (!stopped && !stay.isZero()) {
            steps.add(new Step(stop, stopAt));
        }
        steps.add(new Step(Status.ISSUED, stopAt.plus(stay)));
        order.plan(steps);
    }

    /** Applies all steps that are due; returns whether there were any. */
    boolean settle(State state, Instant now) {
        boolean moved = false;
        for (Order order : state.orders.values()) {
            Optional<Step> due = order.takeDue(now);
            while (due.isPresent()) {
                move(state, order, due.get());
                moved = true;
                due = order.takeDue(now);
            }
        }
        return moved;
    }

    /** Applies one step; {@code issued} issues the certificate. */
    void move(State state, Order order, Step step) {
        if (step.status().equals(Status.ISSUED)) {
            issue(state, order, step.at());
        }
        order.change(step);
    }

    private void issue(State state, Order order, Instant at) {
        if (order.certificateId().isEmpty()) {
            order.expectCertificate(state.nextId());
        }
        if (order.certificate().isEmpty()) {
            if (!state.nextFlaws.isEmpty()) {
                order.spoil(state.nextFlaws.remove(0));
            }
            order.certify(certificate(state, order, at));
        }
        order.certificate().ifPresent(it -> order.plan(List.of(new Step(Status.EXPIRED, it.expiresAt()))));
    }

    /** Issues an order's certificate anew, with the flaw that the order has now. */
    void reissue(State state, Order order, Instant at) {
        order.certify(certificate(state, order, at));
    }

    private IssuedCertificate certificate(State state, Order order, Instant at) {
        return Optional.of(order.flaw())
                .filter(flaw -> flaw == Flaw.CERTIFICATE_OF_ANOTHER_ORDER)
                .flatMap(flaw -> another(state, order))
                .orElseGet(() -> authority.issue(order, state.organizations.get(order.organizationId()), at));
    }

    private static Optional<IssuedCertificate> another(State state, Order order) {
        return state.orders.values().stream()
                .filter(it -> it.id() != order.id())
                .flatMap(it -> it.certificate().stream())
                .findFirst();
    }
}
