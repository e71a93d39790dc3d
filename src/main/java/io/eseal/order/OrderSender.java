package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.LedgerState;
import io.eseal.ledger.NotSentException;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderOfAnotherException;
import io.eseal.lifecycle.OrderRefused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Places an order once: a repetition of the step finds the attempt in the ledger and takes its outcome. */
@Component
public class OrderSender {

    private static final Logger log = LoggerFactory.getLogger(OrderSender.class);

    private final OrderLedger ledger;
    private final CertCentral certCentral;
    private final OrderSearch search;
    private final UnclaimedOrders unclaimed;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrderSender(
            OrderLedger ledger,
            CertCentral certCentral,
            OrderSearch search,
            UnclaimedOrders unclaimed,
            ApplicationEventPublisher events,
            Clock clock) {
        this.ledger = ledger;
        this.certCentral = certCentral;
        this.search = search;
        this.unclaimed = unclaimed;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sends the order, or returns the outcome of the attempt that is under way.
     *
     * @throws CertCentralException when CertCentral certainly did not take the order, so that the call may be repeated
     * @throws NotSentException when the order was not sent, so that it may be sent now
     */
    public PlaceOrderResult place(EsealId esealId, EsealOrder order) {
        // Without the claim, the outcome is that of the other sender's attempt.
        claimAndSend(esealId, () -> order);
        return lastOutcome(esealId);
    }

    /**
     * Sends the order, for callers that must not take another sender's outcome for their own. Needs no surrounding
     * transaction, and holds none open during the call to CertCentral.
     *
     * @param order supplies the order body once no other sender can send any more; nothing is sent when it throws
     * @return the outcome; empty when an attempt is under way already, or nothing may be sent for the request any more
     * @throws CertCentralException when CertCentral certainly did not take the order, so that the call may be repeated
     * @throws NotSentException when the order was not sent, so that it may be sent now
     */
    public Optional<PlaceOrderResult> placeUnlessUnderWay(EsealId esealId, Supplier<EsealOrder> order) {
        return claimAndSend(esealId, order) ? Optional.of(lastOutcome(esealId)) : Optional.empty();
    }

    /** Returns the outcome of the attempt under way; empty when nothing was sent. */
    public Optional<PlaceOrderResult> underWay(EsealId esealId) {
        return ledger.underWay(Operation.ORDER, esealId).map(OrderSender::outcome);
    }

    /**
     * Returns the outcome of the attempt under way; empty when nothing was sent, or while the sender may still be at
     * work.
     */
    public Optional<PlaceOrderResult> settled(EsealId esealId) {
        return ledger.underWay(Operation.ORDER, esealId)
                .filter(entry -> entry.state() != LedgerState.SENT || !ledger.mayBeOnItsWay(entry))
                .map(OrderSender::outcome);
    }

    /** Closes the attempt under way once its outcome has been dealt with: the next attempt is a new one. */
    public void close(EsealId esealId) {
        ledger.underWay(Operation.ORDER, esealId).ifPresent(ledger::close);
    }

    /** Sends the order if this caller wins the claim, which alone decides who sends; returns whether it won. */
    private boolean claimAndSend(EsealId esealId, Supplier<EsealOrder> order) {
        Instant begun = clock.instant();
        Optional<LedgerEntry> sent = ledger.claim(ledger.open(Operation.ORDER, esealId));
        sent.ifPresent(claimed -> send(claimed, order, begun));
        return sent.isPresent();
    }

    // The sender reads the ledger, too: only the outcome of the latest attempt counts.
    private PlaceOrderResult lastOutcome(EsealId esealId) {
        return ledger.last(Operation.ORDER, esealId).map(OrderSender::outcome).orElseThrow();
    }

    private void send(LedgerEntry sent, Supplier<EsealOrder> order, Instant begun) {
        EsealOrder body = beforeSending(sent, order);
        // An earlier attempt, given up in doubt, may have led to an order since.
        Optional<OrderSearch.Matches> earlier = ledger.followsOneInDoubt(sent)
                ? Optional.of(beforeSending(sent, () -> search.beforeOrderingAgain(sent.esealId())))
                : Optional.empty();
        List<OrderId> found = earlier.map(OrderSearch.Matches::certain).orElse(List.of());
        // Possible matches were seen by a person; without a person, there must be no match at all.
        boolean mayBeThere = found.size() > 1
                || found.isEmpty()
                        && earlier.filter(matches -> !matches.areNone()).isPresent()
                        && ledger.followsAbsent(sent);
        if (mayBeThere) {
            log.warn(
                    "{} is not ordered again: CertCentral may hold its order: {}",
                    sent.esealId(),
                    earlier.orElseThrow());
            ledger.unknown(sent);
        } else if (found.size() == 1) {
            accepted(sent, found.get(0));
        } else if (ledger.maySend(begun)) {
            post(sent, body, ledger.lastMoment(begun));
        } else {
            ledger.notSent(sent);
        }
    }

    /** Runs a step before the call to CertCentral; a failure gives the claim back. */
    private <T> T beforeSending(LedgerEntry sent, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            ledger.notSent(sent);
            throw e;
        }
    }

    // The call waits for its turn, and the program may stand still meanwhile: hence the last moment to send.
    private void post(LedgerEntry sent, EsealOrder order, Instant notAfter) {
        try {
            accepted(
                    sent,
                    certCentral
                            .placeOrder(
                                    order.withAlternativeOrderId(sent.esealId().value()), notAfter)
                            .id());
        } catch (RefusedException e) {
            ledger.rejected(sent, RefusalWords.of(e), RefusalWords.areAboutPayment(e));
            events.publishEvent(new OrderRefused(sent.esealId()));
        } catch (CertCentralException e) {
            if (!e.mayHaveBeenProcessed()) {
                ledger.notSent(sent);
                if (e instanceof NotAuthorizedException || e instanceof NotOfferedException) {
                    events.publishEvent(new OrderRefused(sent.esealId()));
                }
                throw e;
            }
            log.warn("Order of {} has an unknown outcome: {}", sent.esealId(), e.getMessage());
            if (e instanceof UnknownOutcomeException unknown && unknown.answered()) {
                ledger.unknownThoughAnswered(sent);
            } else {
                ledger.unknown(sent);
            }
        }
    }

    private void accepted(LedgerEntry sent, OrderId orderId) {
        try {
            if (!ledger.accepted(sent, orderId.value())) {
                unclaimed.report(sent, orderId);
            }
        } catch (OrderOfAnotherException e) {
            log.error(
                    "The order of {} was answered by a number that is not its own: {}", sent.esealId(), e.getMessage());
            ledger.answeredByForeignOrder(sent, orderId);
            unclaimed.refused(sent, e.getMessage());
        }
    }

    private static PlaceOrderResult outcome(LedgerEntry entry) {
        return switch (entry.state()) {
            case ACCEPTED -> new PlaceOrderResult.Accepted(entry.orderId().orElseThrow());
            case REJECTED -> new PlaceOrderResult.Refused(entry.refusal().orElse(""), entry.paymentRefused());
            case SENT, UNKNOWN -> new PlaceOrderResult.Unknown();
            case INTENT ->
                throw new NotSentException(
                        "The order of " + entry.esealId()
                                + " was not sent: its sender was held up, or gave it back, or it is being canceled, or has ended");
        };
    }
}
