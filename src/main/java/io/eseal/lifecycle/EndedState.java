package io.eseal.lifecycle;

import io.eseal.certcentral.OrderStatus;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.TimelineEntry;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * Holds the states in which a request ends to what happened. An administrator can lead a process instance to any end,
 * and set the date of its timers; what the register tells clients and the nightly comparison must be true all the same.
 */
final class EndedState {

    private EndedState() {}

    /**
     * Checks that the request may be said to have ended so; does nothing for other states.
     *
     * @param scope variables of the instance, which nobody writes by hand
     * @throws CompletionRefused names what did not happen
     */
    static void check(
            EsealState state, VariableScope scope, Optional<Eseal> request, List<TimelineEntry> entries, Instant now) {
        Optional<String> lacking = switch (state) {
            case REVOKED -> notRevoked(scope, entries);
            case CANCELED ->
                unless(
                        Outcome.CANCELED.is(scope.getVariable(Variables.CANCELLATION)),
                        "the step service_cancel_order has not found that nothing is left to cancel");
            case EXPIRED ->
                unless(
                        scope.getVariable(Variables.EXPIRES_AT) instanceof Date end
                                && !end.toInstant().isAfter(now),
                        "its certificate is still valid, or there is none");
            case REJECTED ->
                unless(
                        request.flatMap(Eseal::orderStatus)
                                        .filter(OrderStatus.REJECTED::is)
                                        .isPresent()
                                || entries.stream().anyMatch(EndedState::rejects),
                        "neither an approver nor CertCentral has rejected it");
            default -> Optional.empty();
        };
        lacking.ifPresent(why -> {
            throw new CompletionRefused("The request does not end as " + state + ": " + why + ".");
        });
    }

    private static Optional<String> unless(boolean happened, String lacking) {
        return happened ? Optional.empty() : Optional.of(lacking);
    }

    private static Optional<String> notRevoked(VariableScope scope, List<TimelineEntry> entries) {
        if (!Boolean.TRUE.equals(scope.getVariable(Variables.REVOKED))) {
            return Optional.of("CertCentral has not confirmed a revocation");
        }
        return unless(
                Boolean.TRUE.equals(scope.getVariable(Variables.PUBLISHED))
                        || entries.stream().anyMatch(EndedState::waitsNoLonger),
                "those who check the certificate cannot see that it is revoked yet");
    }

    private static boolean waitsNoLonger(TimelineEntry entry) {
        return entry.as(TaskEvents.Decided.class)
                .filter(decided -> Outcome.GIVE_UP.is(decided.choice()))
                .isPresent();
    }

    private static boolean rejects(TimelineEntry entry) {
        return entry.as(ApprovalEvents.Decided.class)
                        .filter(decided -> Outcome.REJECT.is(decided.choice()))
                        .isPresent()
                || entry.as(TaskEvents.Decided.class)
                        .filter(decided -> Outcome.FAILED.is(decided.choice()))
                        .isPresent();
    }
}
