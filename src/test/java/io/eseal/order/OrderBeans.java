package io.eseal.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.request.RequestRules;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** The delegates of ordering over mocked placement, reconciliation and cancellation. */
public final class OrderBeans {

    public static final long ORDER = 4711L;

    public final OrderPlacement placement = mock(OrderPlacement.class);
    private final Reconciliation reconciliation = mock(Reconciliation.class);
    private final Cancellation cancellation = mock(Cancellation.class);
    private final Clock clock;
    private final Map<String, Object> named;

    public OrderBeans(RequestRules rules, ApprovalPolicy policy, CertCentral certCentral, LifecycleBeans lifecycle, ObjectMapper json, Clock clock) {
        this.clock = clock;
        Ordering ordering = new Ordering(placement, lifecycle.register, lifecycle.timeline, json,
                new OrderSettings(List.of(Duration.ofSeconds(30))), clock);
        named = Map.of(
                "placeOrder", new PlaceOrder(ordering, policy),
                "reconcileOrder", new ReconcileOrder(reconciliation),
                "abandonOrder", new AbandonOrder(placement, lifecycle.timeline),
                "updateCsr", new UpdateCsr(rules, certCentral),
                "cancelOrder", new CancelOrder(cancellation));
        isAccepted();
        nothingIsLeftToCancel();
    }

    public Map<String, Object> named() {
        return named;
    }

    public void isAccepted() {
        comesTo(new Placement.Accepted(ORDER));
    }

    public void isRefusedThenAccepted(String words) {
        comesTo(new Placement.Refused(words, false), new Placement.Accepted(ORDER));
    }

    public void paymentIsRefusedThenAccepted(String words) {
        comesTo(new Placement.Refused(words, true), new Placement.Accepted(ORDER));
    }

    /** Until it is abandoned; the next attempt is accepted. */
    public void hasUnknownOutcome() {
        comesTo(new Placement.Unknown(), new Placement.Accepted(ORDER));
    }

    /** As the ledger tells it: under way from the moment it was sent until its refusal was dealt with. */
    private void comesTo(Placement first, Placement... next) {
        AtomicReference<Placement> underWay = new AtomicReference<>();
        Iterator<Placement> outcomes = Stream.concat(Stream.of(first), Stream.of(next)).iterator();
        doAnswer(call -> {
            if (underWay.get() == null) {
                underWay.set(outcomes.next());
            }
            return underWay.get();
        }).when(placement).place(any(), any());
        doAnswer(call -> Optional.ofNullable(underWay.get())).when(placement).underWay(any());
        doAnswer(call -> {
            underWay.set(null);
            return null;
        }).when(placement).close(any());
    }

    public void lookUpFinds(long order) {
        when(reconciliation.lookUp(any())).thenReturn(new Reconciliation.Result.Found(order));
    }

    public void lookUpFindsNothingThen(long order) {
        when(reconciliation.lookUp(any()))
                .thenAnswer(call -> new Reconciliation.Result.Waiting(clock.instant().plusSeconds(120)))
                .thenReturn(new Reconciliation.Result.Found(order));
    }

    public void lookUpLeavesDoubt(String why) {
        when(reconciliation.lookUp(any())).thenReturn(new Reconciliation.Result.InDoubt(why));
    }

    public void adoptingGives(long order) {
        when(reconciliation.adopt(any(), anyLong())).thenReturn(new Reconciliation.Result.Found(order));
    }

    public void adoptingIsNotPossibleThenGives(String why, long order) {
        when(reconciliation.adopt(any(), anyLong())).thenReturn(new Reconciliation.Result.InDoubt(why), new Reconciliation.Result.Found(order));
    }

    public void nothingIsLeftToCancel() {
        when(cancellation.cancel(any(), anyBoolean())).thenReturn(Cancellation.Result.CANCELED);
    }

    public void cancellationFindsItIssued() {
        when(cancellation.cancel(any(), anyBoolean())).thenReturn(Cancellation.Result.ISSUED);
    }

    public void cancellationIsRefusedUntilAPersonConfirms() {
        doAnswer(call -> call.getArgument(1, Boolean.class) ? Cancellation.Result.CANCELED : Cancellation.Result.REFUSED)
                .when(cancellation).cancel(any(), anyBoolean());
    }

    public void wasPlaced(String esealId, int times) {
        verify(placement, times(times)).place(eq(esealId), any());
    }

    public void wasNeverPlaced() {
        verify(placement, never()).place(any(), any());
    }

    public void wasAdopted(String esealId, long order) {
        verify(reconciliation).adopt(esealId, order);
    }

    public void attemptWasClosed(String esealId) {
        verify(placement).close(esealId);
    }

    public void wasCanceled(String esealId) {
        verify(cancellation).cancel(esealId, false);
    }
}
