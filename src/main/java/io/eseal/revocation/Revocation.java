package io.eseal.revocation;

import io.eseal.certcentral.ApprovalRequest;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.NotSentException;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Has CertCentral revoke all certificates of an order. CertCentral's call opens a request in CertCentral that must then
 * be approved, and a second call would open a second one. So an open request that the order shows is approved first,
 * and the ledger lets only one caller open a new one. A request is read before it is approved, and approved only when
 * it is about that order.
 */
@Component
class Revocation {

    /**
     * Time after the last act before a person takes over. A provider publishes a revocation within 24 hours of the
     * request (Regulation (EU) No 910/2014, article 24(3)), and a person needs part of that time.
     */
    private static final Duration PATIENCE = Duration.ofHours(4);

    private static final Set<EventKind> ACTS = Set.of(
            EventKind.CANCELLATION,
            EventKind.REVOCATION_REQUESTED_AT_CERTCENTRAL,
            EventKind.REVOCATION_REFUSED,
            EventKind.REVOCATION_OVERDUE);

    private final CertCentral certCentral;
    private final OrderLedger ledger;
    private final EsealRegister register;
    private final Timeline timeline;
    private final Clock clock;

    Revocation(CertCentral certCentral, OrderLedger ledger, EsealRegister register, Timeline timeline, Clock clock) {
        this.certCentral = certCentral;
        this.ledger = ledger;
        this.register = register;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** State of a revocation at CertCentral: done, still expected, rejected there, or not done in time. */
    enum Progress {
        REVOKED,
        UNDER_WAY,
        TURNED_DOWN,
        OVERDUE
    }

    /**
     * Asks CertCentral to revoke the order, or approves its request when there is one already.
     *
     * @return false when a person has to do it in CertCentral's console
     * @throws IllegalStateException while another call is under way, or while a call whose outcome is unknown may still
     *     open a request in CertCentral
     * @throws NotSentException when the call was certainly not sent
     */
    boolean revoke(EsealId esealId, OrderId orderId) {
        Instant lookedAt = clock.instant();
        OrderInfo order = read(esealId, orderId);
        if (isOfAnother(esealId, order)) {
            return refused(esealId, notOurs(esealId, order));
        }
        if (order.wasRevoked()) {
            return true;
        }
        Optional<Long> open = openRequest(order);
        if (open.isEmpty() && isTurnedDown(esealId, order)) {
            return false;
        }
        open.ifPresentOrElse(
                request -> ledger.adopt(ledger.open(Operation.REVOKE, esealId), request),
                () -> ask(esealId, orderId, lookedAt));
        LedgerEntry attempt = ledger.last(Operation.REVOKE, esealId).orElseThrow();
        return switch (attempt.state()) {
            case ACCEPTED -> accepted(esealId, orderId, open.or(attempt::requestId));
            case REJECTED -> refused(esealId, attempt.refusal().orElse(""));
            case INTENT ->
                throw new NotSentException(
                        "The revocation of " + esealId + " was not sent: its sender was held up or gave it back");
            case SENT, UNKNOWN ->
                throw new IllegalStateException(
                        "CertCentral may still open the request to revoke " + esealId + "; it is looked for again");
        };
    }

    /**
     * Reads the state of the revocation at CertCentral. A rejection of the service's own request is written to the
     * timeline once; a revocation that was made, or is overdue, each time.
     */
    Progress progress(EsealId esealId, OrderId orderId) {
        OrderInfo order = read(esealId, orderId);
        if (isOfAnother(esealId, order)) {
            refused(esealId, notOurs(esealId, order));
            return Progress.TURNED_DOWN;
        }
        if (order.wasRevoked()) {
            timeline.add(esealId, new SealEvents.RevocationAccepted(orderId));
            return Progress.REVOKED;
        }
        if (openRequest(order).isEmpty() && isTurnedDown(esealId, order)) {
            return Progress.TURNED_DOWN;
        }
        return isOverdue(esealId) ? Progress.OVERDUE : Progress.UNDER_WAY;
    }

    /**
     * Returns whether the last act, by the service or in the console, is more than four hours ago; if so, writes an
     * event to the timeline.
     */
    private boolean isOverdue(EsealId esealId) {
        Instant now = clock.instant();
        boolean overdue = timeline.of(esealId).stream()
                .filter(Revocation::isAct)
                .map(TimelineEntry::at)
                .max(Comparator.naturalOrder())
                .filter(last -> last.plus(PATIENCE).isBefore(now))
                .isPresent();
        if (overdue) {
            timeline.add(esealId, new SealEvents.RevocationOverdue(PATIENCE.toHours()));
        }
        return overdue;
    }

    private static boolean isAct(TimelineEntry entry) {
        return ACTS.stream().anyMatch(entry::is)
                || entry.as(TaskEvents.Completed.class)
                        .filter(completed -> completed.task().equals(Elements.USER_REVOKE_IN_CERTCENTRAL))
                        .isPresent();
    }

    private void ask(EsealId esealId, OrderId orderId, Instant lookedAt) {
        LedgerEntry attempt = ledger.open(Operation.REVOKE, esealId);
        if (attempt.state().isInDoubt() && !ledger.mayBeOnItsWay(attempt, lookedAt)) {
            attempt = ledger.openNext(attempt);
        }
        ledger.claim(attempt).ifPresent(sent -> send(sent, orderId, lookedAt));
    }

    private void send(LedgerEntry sent, OrderId orderId, Instant lookedAt) {
        if (!ledger.maySend(lookedAt)) {
            ledger.notSent(sent);
            return;
        }
        try {
            certCentral
                    .revokeOrder(orderId, "Revocation approved (" + sent.esealId() + ")")
                    .filter(request -> !request.wasApproved())
                    .map(ApprovalRequest::id)
                    .ifPresentOrElse(request -> ledger.accepted(sent, request), () -> ledger.accepted(sent));
        } catch (CertCentralException e) {
            if (isLeftToAPerson(e)) {
                ledger.rejected(sent, e.getMessage(), false);
                return;
            }
            if (e.mayHaveBeenProcessed()) {
                ledger.unknown(sent);
            } else {
                ledger.notSent(sent);
            }
            throw e;
        }
    }

    private boolean accepted(EsealId esealId, OrderId orderId, Optional<Long> request) {
        if (request.isPresent() && !approve(esealId, orderId, request.get())) {
            return false;
        }
        timeline.add(esealId, new SealEvents.RevocationSent(orderId));
        return true;
    }

    private boolean approve(EsealId esealId, OrderId orderId, long request) {
        try {
            // Approval carries out what the request asks for, so its content is checked however it was found.
            Optional<String> other = otherwise(certCentral.request(request), orderId);
            if (other.isPresent()) {
                return refused(
                        esealId,
                        "Request " + request + " in CertCentral is not approved for " + esealId + ": " + other.get());
            }
            certCentral.approveRequest(request, "Approved in the process of " + esealId);
            return true;
        } catch (CertCentralException e) {
            if (!isLeftToAPerson(e)) {
                throw e;
            }
            // Another person may have approved it in the meantime.
            return read(esealId, orderId).wasRevoked() || refused(esealId, e.getMessage());
        }
    }

    /** Returns why the request is not the revocation of this order; empty when it is. */
    private Optional<String> otherwise(ApprovalRequest request, OrderId orderId) {
        if (request.type().filter(type -> !type.equals("revoke")).isPresent()) {
            return Optional.of("it is of the kind " + request.type().get());
        }
        Optional<OrderId> order = request.order().flatMap(ApprovalRequest.OrderOfRequest::id);
        if (order.isPresent()) {
            return order.filter(id -> !id.equals(orderId))
                    .map(id -> "it is about order " + id + ", not about order " + orderId);
        }
        boolean shown = revocations(certCentral.order(orderId)).stream().anyMatch(own -> own.id() == request.id());
        return shown
                ? Optional.empty()
                : Optional.of("neither it nor order " + orderId + " tells that it is about that order");
    }

    private OrderInfo read(EsealId esealId, OrderId orderId) {
        OrderInfo order = certCentral.order(orderId);
        if (!isOfAnother(esealId, order)) {
            register.orderStatus(esealId, order.status());
        }
        return order;
    }

    /**
     * Returns whether the order belongs to another request, by the ledger or by its reference. Such an order is not
     * revoked, and its status is not stored.
     */
    private boolean isOfAnother(EsealId esealId, OrderInfo order) {
        return ledger.isOfAnother(esealId, order.id())
                || order.alternativeOrderId()
                        .filter(reference -> !reference.isBlank() && !reference.equals(esealId.value()))
                        .isPresent();
    }

    private String notOurs(EsealId esealId, OrderInfo order) {
        return "CertCentral order " + order.id() + " belongs to "
                + ledger.holder(order.id())
                        .filter(holder -> !holder.equals(esealId))
                        .map(EsealId::value)
                        .or(order::alternativeOrderId)
                        .orElse("another request")
                + " and is not revoked for " + esealId;
    }

    private static Optional<Long> openRequest(OrderInfo order) {
        return revocations(order).stream()
                .filter(request -> !request.wasApproved() && !request.wasRejected())
                .map(OrderInfo.Request::id)
                .findFirst();
    }

    private boolean isTurnedDown(EsealId esealId, OrderInfo order) {
        Optional<LedgerEntry> ours = ledger.underWay(Operation.REVOKE, esealId);
        Optional<OrderInfo.Request> rejected = revocations(order).stream()
                .filter(OrderInfo.Request::wasRejected)
                .filter(request -> ours.flatMap(LedgerEntry::requestId)
                        .filter(id -> id == request.id())
                        .isPresent())
                .findFirst();
        rejected.ifPresent(request -> {
            refused(
                    esealId,
                    "Request " + request.id() + " to revoke order " + order.id() + " was rejected in CertCentral");
            ledger.close(ours.orElseThrow());
        });
        return rejected.isPresent();
    }

    private static List<OrderInfo.Request> revocations(OrderInfo order) {
        return order.requests().stream()
                .filter(request -> request.asksForRevocation())
                .toList();
    }

    /**
     * Returns whether a person with the role has to act in the console: CertCentral refused, offers no call, or lets
     * the API key's user ask but not approve.
     */
    private static boolean isLeftToAPerson(CertCentralException e) {
        return e instanceof RefusedException
                || e instanceof NotOfferedException
                || e instanceof NotAuthorizedException && e.hasCode("access_denied|invalid_approver");
    }

    private boolean refused(EsealId esealId, String why) {
        timeline.add(esealId, new SealEvents.RevocationRefused(why));
        return false;
    }
}
