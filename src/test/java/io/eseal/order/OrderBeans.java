package io.eseal.order;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.UnavailableException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.OrderSettings;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.net.ConnectException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The delegates of ordering over mocked sending, reconciliation and cancellation. */
public final class OrderBeans {

    public static final long ORDER = 4711L;

    private final OrderSender sender = mock(OrderSender.class);
    private final Reconciliation reconciliation = mock(Reconciliation.class);
    private final Cancellation cancellation = mock(Cancellation.class);
    private final DisownedOrders disowned = mock(DisownedOrders.class);
    private final AnnotationConfigApplicationContext beans;
    private final Clock clock;

    public OrderBeans(AnnotationConfigApplicationContext beans, Clock clock) {
        this.beans = beans;
        this.clock = clock;
        beans.registerBean(OrderSender.class, () -> sender);
        // Every order is the request's own, as long as nobody says otherwise.
        when(disowned.giveBack(any(), any())).thenReturn(Optional.empty());
        beans.registerBean(OrderSearch.class, () -> mock(OrderSearch.class));
        beans.registerBean(Reconciliation.class, () -> reconciliation);
        beans.registerBean(Cancellation.class, () -> cancellation);
        beans.registerBean(DisownedOrders.class, () -> disowned);
        beans.registerBean(
                OrderSettings.class,
                () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.order", OrderSettings.class));
        beans.register(
                PlaceOrderService.class,
                PlaceOrder.class,
                ReconcileOrder.class,
                AbandonOrder.class,
                CsrUpdate.class,
                UpdateCsr.class,
                CancelOrder.class);
        isAccepted();
        nothingIsLeftToCancel();
    }

    public void isAccepted() {
        comesTo(new PlaceOrderResult.Accepted(OrderId.of(ORDER)));
    }

    public void isRefusedThenAccepted(String words) {
        comesTo(new PlaceOrderResult.Refused(words, false), new PlaceOrderResult.Accepted(OrderId.of(ORDER)));
    }

    public void paymentIsRefusedThenAccepted(String words) {
        comesTo(new PlaceOrderResult.Refused(words, true), new PlaceOrderResult.Accepted(OrderId.of(ORDER)));
    }

    /** Gives the attempt an unknown outcome until it is abandoned; accepts the next attempt. */
    public void hasUnknownOutcome() {
        comesTo(new PlaceOrderResult.Unknown(), new PlaceOrderResult.Accepted(OrderId.of(ORDER)));
    }

    /** Answers as the ledger does: under way from the sending until the refusal was dealt with. */
    private void comesTo(PlaceOrderResult first, PlaceOrderResult... next) {
        AtomicReference<PlaceOrderResult> underWay = new AtomicReference<>();
        Iterator<PlaceOrderResult> outcomes =
                Stream.concat(Stream.of(first), Stream.of(next)).iterator();
        doAnswer(call -> {
                    if (underWay.get() == null) {
                        underWay.set(outcomes.next());
                    }
                    return underWay.get();
                })
                .when(sender)
                .place(any(), any());
        doAnswer(call -> {
                    if (underWay.get() != null) {
                        return Optional.empty();
                    }
                    EsealOrder unused =
                            call.<Supplier<EsealOrder>>getArgument(1).get();
                    underWay.set(outcomes.next());
                    return Optional.of(underWay.get());
                })
                .when(sender)
                .placeUnlessUnderWay(any(), any());
        doAnswer(call -> Optional.ofNullable(underWay.get())).when(sender).underWay(any());
        doAnswer(call -> Optional.ofNullable(underWay.get())).when(sender).settled(any());
        doAnswer(call -> {
                    underWay.set(null);
                    return null;
                })
                .when(sender)
                .close(any());
    }

    /** The first call finds CertCentral out of reach: nothing was sent. */
    public void isOutOfReachOnce() {
        doThrow(UnavailableException.notReached("place order", new ConnectException()))
                .doReturn(new PlaceOrderResult.Accepted(OrderId.of(ORDER)))
                .when(sender)
                .place(any(), any());
    }

    public void lookUpFindsNothingThen(long order) {
        when(reconciliation.lookUp(any()))
                .thenAnswer(call ->
                        new Reconciliation.Result.Waiting(clock.instant().plusSeconds(120)))
                .thenAnswer(call -> found(call.getArgument(0), order));
    }

    /**
     * The first reading of the order shows that it is another request's; the register lets go of it as the real one
     * does.
     */
    public void isAnotherRequestsAtFirst() {
        when(disowned.giveBack(any(), any()))
                .thenAnswer(call -> {
                    beans.getBean(EsealRegister.class).disown(call.getArgument(0), OrderId.of(ORDER));
                    return Optional.of(clock.instant().plusSeconds(30));
                })
                .thenReturn(Optional.empty());
    }

    public void lookUpLeavesDoubt(String why) {
        when(reconciliation.lookUp(any())).thenReturn(new Reconciliation.Result.InDoubt(why));
    }

    /** Closes the attempt, as the real look-up does. */
    public void lookUpIsCertainThatThereIsNone() {
        when(reconciliation.lookUp(any())).thenAnswer(call -> {
            sender.close(call.getArgument(0));
            return new Reconciliation.Result.Absent();
        });
    }

    public void adoptingIsNotPossibleThenGives(String why, long order) {
        when(reconciliation.adopt(any(), any()))
                .thenReturn(new Reconciliation.Result.InDoubt(why))
                .thenAnswer(call -> found(call.getArgument(0), order));
    }

    /** Writes the order to the register, as the real look-up does. */
    private Reconciliation.Result found(EsealId esealId, long order) {
        beans.getBean(EsealRegister.class).ordered(esealId, OrderId.of(order));
        return new Reconciliation.Result.Found(OrderId.of(order));
    }

    public void nothingIsLeftToCancel() {
        when(cancellation.cancel(any(), anyBoolean())).thenReturn(Cancellation.Result.CANCELED);
    }

    public void cancellationFindsItIssued() {
        when(cancellation.cancel(any(), anyBoolean())).thenReturn(Cancellation.Result.ISSUED);
    }

    /** Writes to the timeline what the real cancellation writes. */
    public void cancellationFindsItRevoked() {
        when(cancellation.cancel(any(), anyBoolean())).thenAnswer(call -> {
            beans.getBean(Timeline.class)
                    .add(
                            call.<EsealId>getArgument(0),
                            new OrderEvents.CancellationAnswered(OrderId.of(ORDER), "revoked"));
            return Cancellation.Result.REVOKED;
        });
    }

    public void cancellationIsUnclearOnce() {
        when(cancellation.cancel(any(), anyBoolean()))
                .thenThrow(new UnknownOutcomeException("cancel order", "lost"))
                .thenReturn(Cancellation.Result.CANCELED);
    }

    public void cancellationIsRefusedUntilAPersonConfirms() {
        doAnswer(call ->
                        call.getArgument(1, Boolean.class) ? Cancellation.Result.CANCELED : Cancellation.Result.REFUSED)
                .when(cancellation)
                .cancel(any(), anyBoolean());
    }

    public void wasPlaced(EsealId esealId, int times) {
        verify(sender, times(times)).place(eq(esealId), any());
    }

    public void wasPaidByCard(EsealId esealId, int times) {
        verify(sender, times(times)).placeUnlessUnderWay(eq(esealId), any());
        wasNeverPlaced();
    }

    /** Cuts a payment off as if its node were killed once CertCentral was asked: nobody tells the process. */
    public void cardPaymentIsCutOff(EsealId esealId) {
        sender.placeUnlessUnderWay(esealId, () -> null);
    }

    public void wasNeverPlaced() {
        verify(sender, never()).place(any(), any());
    }

    public void wasAdopted(EsealId esealId, long order) {
        verify(reconciliation).adopt(esealId, OrderId.of(order));
    }

    public void attemptWasClosed(EsealId esealId) {
        verify(sender).close(esealId);
    }

    public void wasCanceled(EsealId esealId) {
        verify(cancellation).cancel(esealId, false);
    }
}
