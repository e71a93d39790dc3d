package io.eseal.ledgercheck;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.LedgerSnapshot;
import io.eseal.ledger.LedgerSnapshot.Attempt;
import io.eseal.ledger.LedgerSnapshot.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares CertCentral's orders with the ledger and returns the possible differences; calls neither database nor
 * CertCentral.
 */
final class Comparison {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int LONGEST_WORD = 40;

    private final Map<OrderId, OrderInfo> orders;
    private final Map<EsealId, Request> requests;
    private final Map<String, List<OrderInfo>> byReference;
    private final OpenWork openWork;
    private final Limits limits;

    /**
     * Prepares the comparison.
     *
     * @param orders CertCentral's orders as far as they are known; the ledger must have been read after them
     */
    Comparison(Collection<OrderInfo> orders, LedgerSnapshot ledger, OpenWork openWork, Limits limits) {
        this.orders =
                orders.stream().collect(Collectors.toMap(OrderInfo::id, Function.identity(), (first, again) -> first));
        this.requests = ledger.requests().stream().collect(Collectors.toMap(Request::id, Function.identity()));
        this.byReference = this.orders.values().stream()
                .filter(order -> order.alternativeOrderId().isPresent())
                .collect(Collectors.groupingBy(
                        order -> order.alternativeOrderId().orElseThrow()));
        this.openWork = openWork;
        this.limits = limits;
    }

    /**
     * Moments that decide what is compared.
     *
     * @param now when the comparison is made
     * @param settledBefore changes after this moment are left to the next check
     * @param doubtedBefore orders in doubt since before this moment should have been put to people
     */
    record Limits(Instant now, Instant settledBefore, Instant doubtedBefore) {}

    /** Returns the possible differences, the worst first, in a stable order. */
    List<CandidateDifference> candidates() {
        return Stream.concat(requests.values().stream().flatMap(this::about), strangers())
                .distinct()
                .sorted(Comparator.comparing((CandidateDifference candidate) ->
                                candidate.subject().kind())
                        .thenComparing(CandidateDifference::sentence))
                .toList();
    }

    private Stream<CandidateDifference> about(Request request) {
        List<CandidateDifference> found = new ArrayList<>();
        Set<OrderId> held = held(request).collect(Collectors.toSet());
        Set<OrderId> late = late(request).filter(order -> !held.contains(order)).collect(Collectors.toSet());
        List<OrderInfo> unknown = Stream.concat(
                        byReference.getOrDefault(request.id().value(), List.of()).stream(),
                        late.stream().filter(orders::containsKey).map(orders::get))
                .distinct()
                .filter(order -> !held.contains(order.id()) && !OrderLife.isOver(order))
                .toList();
        if (unknown.size() > 1 || !isBeingLookedUp(request)) {
            unknown.forEach(order -> found.add(
                    late.contains(order.id())
                            ? lateOrder(request, order.id(), named(order))
                            : unknownOrder(request, order)));
        }
        late.stream()
                .filter(order -> !orders.containsKey(order))
                .forEach(order -> found.add(lateOrder(request, order, "CertCentral order " + order + " (not shown)")));
        severalOrders(request, unknown).ifPresent(found::add);
        if (!request.state().ended()) {
            request.attempts().stream()
                    .filter(attempt -> attempt.since().isBefore(limits.settledBefore))
                    .flatMap(attempt -> attempt.orderId().stream())
                    .filter(order -> !orders.containsKey(order))
                    .forEach(order -> found.add(missing(request, order)));
            inDoubt(request)
                    .filter(attempt -> attempt.since().isBefore(limits.doubtedBefore))
                    .filter(attempt -> !openWork.doubtIsSeen(request.id()))
                    .ifPresent(attempt -> found.add(stillUnknown(request, attempt)));
        }
        if (request.changedAt().isBefore(limits.settledBefore)) {
            held(request)
                    .map(orders::get)
                    .filter(order -> order != null && contradicts(request, order))
                    .forEach(order -> found.add(stateDiffers(request, order)));
        }
        return found.stream();
    }

    private static Stream<OrderId> held(Request request) {
        return request.attempts().stream().flatMap(attempt -> attempt.orderId().stream());
    }

    private static Stream<OrderId> late(Request request) {
        return request.attempts().stream().flatMap(attempt -> attempt.lateId().stream());
    }

    private static Optional<Attempt> inDoubt(Request request) {
        return request.attempts().stream().filter(Attempt::inDoubt).findFirst();
    }

    /** Returns whether the process itself still looks up the request's order. */
    private boolean isBeingLookedUp(Request request) {
        return !request.state().ended()
                && inDoubt(request)
                        .filter(attempt -> !attempt.since().isBefore(limits.doubtedBefore))
                        .isPresent();
    }

    private Optional<CandidateDifference> severalOrders(Request request, List<OrderInfo> unknown) {
        List<OrderId> living = Stream.concat(
                        held(request).map(orders::get).filter(order -> order != null && !OrderLife.isOver(order)),
                        unknown.stream())
                .map(OrderInfo::id)
                .sorted()
                .toList();
        return living.size() < 2
                ? Optional.empty()
                : Optional.of(CandidateDifference.ofRequest(
                        DifferenceKind.SEVERAL_ORDERS,
                        request.id(),
                        living,
                        "CertCentral holds " + living.size() + " living orders for " + request.id() + ": "
                                // Numbers with nothing but a comma between them can look like a card's, which no task
                                // holds.
                                + living.stream().limit(10).map(String::valueOf).collect(Collectors.joining(" and "))
                                + (living.size() > 10 ? " and more" : "") + "."));
    }

    private boolean contradicts(Request request, OrderInfo order) {
        return switch (request.state()) {
            case DELIVERY, IN_SERVICE ->
                OrderLife.isOver(order) && !endsOnTime(request, order) && !openWork.revocationIsUnderWay(request.id());
            case REJECTED, CANCELED, REVOKED -> OrderLife.isAlive(order);
            // The process follows an open order itself; CertCentral marks an expired order later than this service.
            case REQUESTED, CORRECTION, APPROVAL, PROVISIONING, PAYMENT, ORDERING, ORDERED, EXPIRED -> false;
        };
    }

    /** Allows for a day between both clocks on the last day of the certificate. */
    private boolean endsOnTime(Request request, OrderInfo order) {
        return OrderLife.isExpired(order)
                && request.validTill()
                        .filter(end -> Duration.between(end, limits.now).abs().compareTo(DAY) <= 0)
                        .isPresent();
    }

    private Stream<CandidateDifference> strangers() {
        Set<OrderId> ours = requests.values().stream()
                .flatMap(request -> Stream.concat(held(request), late(request)))
                .collect(Collectors.toSet());
        return orders.values().stream()
                .filter(order -> !ours.contains(order.id()) && !OrderLife.isOver(order))
                .filter(order -> order.alternativeOrderId()
                        .flatMap(EsealId::read)
                        .filter(requests::containsKey)
                        .isEmpty())
                .map(Comparison::stranger);
    }

    private static CandidateDifference stranger(OrderInfo order) {
        Optional<String> reference = order.alternativeOrderId();
        return reference.flatMap(EsealId::read).isPresent()
                ? CandidateDifference.ofOrder(
                        DifferenceKind.FOREIGN_REFERENCE,
                        Optional.empty(),
                        order.id(),
                        named(order) + " carries the reference " + reference.get()
                                + ", but there is no such request here.")
                : CandidateDifference.ofOrder(
                        DifferenceKind.UNCLAIMED,
                        Optional.empty(),
                        order.id(),
                        named(order) + " was not ordered by this service"
                                + reference
                                        .map(text -> "; it carries the reference " + printable(text))
                                        .orElse("") + ".");
    }

    private static CandidateDifference unknownOrder(Request request, OrderInfo order) {
        return CandidateDifference.ofOrder(
                DifferenceKind.UNKNOWN_ORDER,
                Optional.of(request.id()),
                order.id(),
                named(order) + " carries the reference of " + named(request) + ", but the ledger holds "
                        + heldInWords(request) + " for it.");
    }

    private static CandidateDifference lateOrder(Request request, OrderId order, String named) {
        return CandidateDifference.ofOrder(
                DifferenceKind.UNKNOWN_ORDER,
                Optional.of(request.id()),
                order,
                named + " was taken for " + named(request)
                        + " after its attempt had been given up, and the ledger holds " + heldInWords(request)
                        + " for it.");
    }

    private static String heldInWords(Request request) {
        String held = held(request).map(String::valueOf).collect(Collectors.joining(", "));
        return held.isEmpty() ? "no order" : held;
    }

    private static CandidateDifference missing(Request request, OrderId order) {
        return CandidateDifference.ofOrder(
                DifferenceKind.MISSING_AT_CERTCENTRAL,
                Optional.of(request.id()),
                order,
                "The ledger holds CertCentral order " + order + " for " + named(request)
                        + ", but CertCentral does not show it.");
    }

    private static CandidateDifference stillUnknown(Request request, Attempt attempt) {
        return CandidateDifference.ofRequest(
                DifferenceKind.STILL_UNKNOWN,
                request.id(),
                List.of(),
                "What became of the order of " + named(request) + " is unknown since " + attempt.since()
                        + ", and nobody was asked.");
    }

    private static CandidateDifference stateDiffers(Request request, OrderInfo order) {
        return CandidateDifference.ofOrder(
                DifferenceKind.STATE_DIFFERS,
                Optional.of(request.id()),
                order.id(),
                request.id() + " is " + request.state() + ", but CertCentral order " + order.id() + " is "
                        + printable(order.status()) + ".");
    }

    private static String named(OrderInfo order) {
        return "CertCentral order " + order.id() + " (" + printable(order.status()) + ")";
    }

    private static String named(Request request) {
        return request.id() + " (" + request.state() + ")";
    }

    /** Returns CertCentral's text without control characters and at most 40 characters long, for logs and mails. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "_");
        return line.length() > LONGEST_WORD ? line.substring(0, LONGEST_WORD) + "…" : line;
    }
}
