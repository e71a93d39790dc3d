package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderListReading;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.id.EsealId;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds at CertCentral what an attempt to order may have led to. */
@Component
class OrderSearch {

    private static final String PRODUCT = "eu_eseal";
    private static final String LIST = "GET /order/certificate";
    // A page of 1,000 orders with their CSRs can be larger than the largest answer that is read.
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 50;
    private static final int MOST_READINGS = 5;
    // Clocks differ.
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    // [inferred] The list may tell the day alone, or Mountain Time without saying so.
    private static final Duration DATE_SKEW = Duration.ofDays(1);

    private final CertCentral certCentral;
    private final OrderLedger ledger;
    private final EsealRegister register;
    private final Clock clock;

    OrderSearch(CertCentral certCentral, OrderLedger ledger, EsealRegister register, Clock clock) {
        this.certCentral = certCentral;
        this.ledger = ledger;
        this.register = register;
        this.clock = clock;
    }

    /**
     * @param certain orders that are this request's: they carry its reference, or they carry none, were created since
     *     it was sent, certify the key of its CSR, and no other request waits to learn whether such an order is its own
     * @param possible orders that nobody claims and that nothing tells apart from it, or that carry its reference in
     *     another spelling; a person decides about them
     * @param foreign orders that CertCentral showed for its reference and that are not its own; each a half sentence
     *     with the reason
     * @param complete whether all orders with the reference were shown, and if there were none, all of the list
     */
    record Matches(List<Long> certain, List<Long> possible, List<String> foreign, boolean complete) {

        /** Whether it is certain that CertCentral shows no order of this request. */
        boolean areNone() {
            return complete && certain.isEmpty() && possible.isEmpty() && foreign.isEmpty();
        }
    }

    /** @throws UnknownOutcomeException when there are more orders than it reads */
    Matches of(EsealId esealId) {
        return of(esealId, false);
    }

    /**
     * For whoever orders again when there is none.
     *
     * @throws UnknownOutcomeException also when an order could not be read, which may be the one, or the list is not
     *     complete
     */
    Matches beforeOrderingAgain(EsealId esealId) {
        return of(esealId, true);
    }

    /**
     * Whether this key's look-ups find an order that is known to be there: by its reference, and in the list.
     *
     * @throws UnknownOutcomeException when there are more orders than it reads
     */
    boolean finds(Eseal eseal, long orderId, Instant sentAt) {
        return byReference(eseal.id()).orders().contains(orderId)
                && latest(eseal, sentAt).orders().stream().anyMatch(order -> order.id() == orderId);
    }

    /** The request whose reference or holding makes the order another one's; empty when it may be this request's. */
    Optional<String> another(EsealId esealId, OrderInfo order) {
        return ledger.holder(order.id())
                .filter(holder -> !holder.equals(esealId))
                .map(EsealId::value)
                .or(() -> Naming.reference(order).filter(reference -> !reference.equals(esealId.value())));
    }

    /**
     * Why the order is not this request's, though it names it or was shown for it: it is for somebody else, or for
     * something else, or was there before anything was sent. Half a sentence; empty when it may be this request's.
     */
    Optional<String> unfit(Eseal eseal, OrderInfo order) {
        return another(eseal.id(), order)
                .map(other -> "belongs to " + other)
                .or(() -> isOfAnotherOrganization(eseal, order)
                        ? Optional.of("belongs to another organisation")
                        : Optional.empty())
                .or(() -> isOfAnotherProduct(order) ? Optional.of("is for another product") : Optional.empty())
                .or(() ->
                        isOlder(order, sentAt(eseal)) ? Optional.of("was there before it was sent") : Optional.empty());
    }

    private Matches of(EsealId esealId, boolean readAll) {
        List<Long> known = ledger.knownOrders(esealId);
        ByReference answer = byReference(esealId);
        Eseal eseal = register.find(esealId).orElseThrow();
        List<Long> referring = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        List<Long> shown = answer.orders().stream()
                .distinct()
                .filter(order -> !known.contains(order))
                .toList();
        for (long order : shown) {
            Optional<String> holder =
                    ledger.holder(order).filter(other -> !other.equals(esealId)).map(other -> "belongs to " + other);
            Optional<OrderInfo> read = holder.isPresent() ? Optional.empty() : read(order, readAll);
            Optional<String> unfit = holder.or(() -> read.flatMap(info -> unfit(eseal, info)));
            if (unfit.isPresent()) {
                foreign.add("order " + order + ", shown for " + esealId + ", " + unfit.get());
            } else {
                (read.isPresent() ? referring : unreadable).add(order);
            }
        }
        if (!referring.isEmpty() || !unreadable.isEmpty()) {
            return new Matches(
                    List.copyOf(referring), List.copyOf(unreadable), List.copyOf(foreign), answer.complete());
        }
        Matches listed = amongTheLatest(eseal, known, readAll, !readAll && answer.contradictory());
        return new Matches(
                listed.certain(), listed.possible(), List.copyOf(foreign), answer.complete() && listed.complete());
    }

    /** @param contradictory whether more orders are counted than are shown: no single one is certain then */
    private record ByReference(List<Long> orders, boolean complete, boolean contradictory) {}

    static boolean isOfAnotherProduct(OrderInfo order) {
        return order.product()
                .flatMap(OrderInfo.Product::nameId)
                .filter(name -> !name.equals(PRODUCT))
                .isPresent();
    }

    /**
     * By a day: an order that carries the reference must not be lost to a clock that is wrong or to a zone that is not
     * told.
     */
    private static boolean isOlder(OrderInfo order, Instant sentAt) {
        return isBefore(order, sentAt.minus(DATE_SKEW));
    }

    static boolean isOfAnotherOrganization(Eseal eseal, OrderInfo order) {
        Optional<Long> theirs = order.organization().flatMap(OrderInfo.Organization::id);
        return eseal.organizationId().isPresent() && theirs.isPresent() && !theirs.equals(eseal.organizationId());
    }

    /**
     * Where CertCentral does not offer to ask for it, or does not show all it counts, the order list may still tell.
     */
    private ByReference byReference(EsealId esealId) {
        try {
            return new ByReference(
                    certCentral.ordersByAlternativeId(esealId.value()).stream()
                            .map(OrderReference::orderId)
                            .toList(),
                    true,
                    false);
        } catch (NotOfferedException e) {
            return new ByReference(List.of(), false, false);
        } catch (UnknownOutcomeException e) {
            if (!e.incomplete()) {
                throw e;
            }
            return new ByReference(List.of(), false, true);
        }
    }

    // [inferred] That an eSeal order takes our reference is published nowhere; without it the order list is all there
    // is.
    private Matches amongTheLatest(Eseal eseal, List<Long> known, boolean readAll, boolean contradicted) {
        Instant sentAt = sentAt(eseal);
        OrderListReading list = latest(eseal, sentAt);
        if (readAll && !list.isComplete()) {
            throw UnknownOutcomeException.incomplete(LIST, "the list does not show all orders that it counts");
        }
        Optional<String> key = keyOf(eseal);
        // Asked for before the ledger is asked whose each order is: an order that another request learns of in between
        // is seen in one of the two.
        boolean contested = key.isPresent()
                && ledger.othersInDoubt(eseal.id()).stream()
                        .anyMatch(other ->
                                register.find(other).flatMap(OrderSearch::keyOf).equals(key));
        List<Long> certain = new ArrayList<>();
        List<Long> possible = new ArrayList<>();
        for (OrderInfo order : list.orders()) {
            if (known.contains(order.id()) || claimed(order, eseal.id())) {
                continue;
            }
            Likeness likeness = likeness(eseal, order, key, sentAt, readAll);
            boolean decides = likeness == Likeness.OURS
                    || likeness == Likeness.SAME_KEY
                            && !contested
                            && list.isComplete()
                            && !isBefore(order, sentAt.minus(CLOCK_SKEW));
            if (decides && !contradicted) {
                certain.add(order.id());
            } else if (likeness != Likeness.FOREIGN) {
                possible.add(order.id());
            }
        }
        return new Matches(List.copyOf(certain), List.copyOf(possible), List.of(), list.isComplete());
    }

    private enum Likeness {
        OURS,
        SAME_KEY,
        POSSIBLE,
        FOREIGN
    }

    /**
     * The list tells less than the order itself: an order is ours only when it does not name another reference there.
     */
    private Likeness likeness(Eseal eseal, OrderInfo listed, Optional<String> key, Instant sentAt, boolean mustBeRead) {
        Naming named = Naming.of(listed, eseal.id());
        if (named != Naming.NOBODY) {
            return likeness(named, eseal, listed);
        }
        if (isBefore(listed, sentAt.minus(DATE_SKEW))) {
            return Likeness.FOREIGN;
        }
        if (key.isEmpty()) {
            return listed.provisioningMethod()
                            .or(listed::csProvisioningMethod)
                            .filter("csr"::equals)
                            .isPresent()
                    ? Likeness.FOREIGN
                    : Likeness.POSSIBLE;
        }
        Optional<String> listedKey = csrOf(listed).flatMap(OrderSearch::key);
        if (listedKey.isPresent() && !listedKey.equals(key)) {
            return Likeness.FOREIGN;
        }
        Optional<OrderInfo> order = read(listed.id(), mustBeRead);
        Naming names = order.map(info -> Naming.of(info, eseal.id())).orElse(Naming.NOBODY);
        if (names != Naming.NOBODY) {
            return likeness(names, eseal, order.orElseThrow());
        }
        Optional<String> theirs =
                listedKey.or(() -> order.flatMap(OrderSearch::csrOf).flatMap(OrderSearch::key));
        if (order.isEmpty() || theirs.isEmpty()) {
            return Likeness.POSSIBLE;
        }
        return theirs.equals(key) ? Likeness.SAME_KEY : Likeness.FOREIGN;
    }

    private Likeness likeness(Naming named, Eseal eseal, OrderInfo order) {
        return switch (named) {
            case US -> unfit(eseal, order).isEmpty() ? Likeness.OURS : Likeness.POSSIBLE;
            case LIKE_US, NOBODY -> Likeness.POSSIBLE;
            case ANOTHER -> Likeness.FOREIGN;
        };
    }

    /**
     * Empty when CertCentral does not show it, or not so that it can be read: a stranger's odd order ends no look-up.
     */
    private Optional<OrderInfo> read(long orderId, boolean mustBeRead) {
        try {
            return Optional.of(certCentral.order(orderId));
        } catch (RefusedException | NotAuthorizedException | NotOfferedException e) {
            return Optional.empty();
        } catch (UnknownOutcomeException e) {
            if (mustBeRead) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** When the first of the attempts in doubt was sent. */
    private Instant sentAt(Eseal eseal) {
        return ledger.inDoubt(eseal.id()).stream()
                .map(attempt -> attempt.sentAt().orElse(eseal.createdAt()))
                .min(Comparator.naturalOrder())
                .orElse(eseal.createdAt());
    }

    /** Read anew where it changed meanwhile: of an account that orders all the time no single reading may be whole. */
    private OrderListReading latest(Eseal eseal, Instant sentAt) {
        LocalDate from =
                LocalDate.ofInstant(sentAt.minus(CLOCK_SKEW), ZoneOffset.UTC).minusDays(1);
        LocalDate till = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        OrderFilter product = OrderFilter.any().withProduct(PRODUCT).createdBetween(from, till);
        OrderFilter filter =
                eseal.organizationId().map(product::withOrganization).orElse(product);
        OrderListReading list = read(filter);
        for (int readings = 1; readings < MOST_READINGS && !list.isComplete(); readings++) {
            list = read(filter);
        }
        return list;
    }

    private OrderListReading read(OrderFilter filter) {
        OrderListReading list = new OrderListReading();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            list.add(certCentral.orders(filter, list.nextOffset(), PAGE));
            if (list.hasEnded()) {
                return list;
            }
        }
        throw new UnknownOutcomeException(
                LIST, "there are more orders than the " + MOST_PAGES * PAGE + " that are read");
    }

    private static boolean isBefore(OrderInfo order, Instant earliest) {
        return order.dateCreated().filter(created -> created.isBefore(earliest)).isPresent();
    }

    private boolean claimed(OrderInfo order, EsealId esealId) {
        return Naming.of(order, esealId) == Naming.ANOTHER
                // The register learns of an order when the engine commits, the ledger before.
                || ledger.isOfAnother(esealId, order.id())
                || register.findByOrder(order.id()).isPresent();
    }

    private static Optional<String> csrOf(OrderInfo order) {
        return order.certificate().flatMap(OrderInfo.Certificate::csr);
    }

    private static Optional<String> keyOf(Eseal eseal) {
        return key(eseal.request().path("csr").asText());
    }

    /** Fingerprint of the key in a CSR; empty when it is none. */
    static Optional<String> key(String csr) {
        try {
            return Optional.of(Csr.parse(csr).keyFingerprint());
        } catch (CsrRejected e) {
            return Optional.empty();
        }
    }
}
