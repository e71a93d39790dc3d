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
import io.eseal.id.OrderId;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.orderbody.ProvisioningMethod;
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

/** Searches CertCentral for the orders that an attempt may have led to. */
@Component
class OrderSearch {

    private static final String PRODUCT = "eu_eseal";
    private static final String LIST = "GET /order/certificate";
    // A page of 1,000 orders with their CSRs can be larger than the largest answer that is read.
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 50;
    private static final int MOST_READINGS = 5;
    // The clocks of CertCentral and of this service may differ.
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    // [inferred] The list may show the day only, or Mountain Time without naming the zone.
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
     * Result of a search.
     *
     * @param certain orders of this request: with its reference; or without a reference, created since the request was
     *     sent, for the key of its CSR, while no other request in doubt has the same key
     * @param possible orders that no request claims and that may be this request's, or whose reference is the request's
     *     id in another spelling; a person decides about them
     * @param foreign orders that CertCentral showed for the reference although they are not this request's; each as
     *     half a sentence with the reason
     * @param complete whether CertCentral showed all orders with the reference and, when there were none, the whole
     *     list
     */
    record Matches(List<OrderId> certain, List<OrderId> possible, List<String> foreign, boolean complete) {

        /** Returns whether it is certain that CertCentral shows no order of this request. */
        boolean areNone() {
            return complete && certain.isEmpty() && possible.isEmpty() && foreign.isEmpty();
        }
    }

    /**
     * Searches for the orders of a request.
     *
     * @throws UnknownOutcomeException when there are more orders than the search reads
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    Matches of(EsealId esealId) {
        return of(esealId, false);
    }

    /**
     * Searches for the orders of a request that is ordered again when there are none.
     *
     * @throws UnknownOutcomeException when there are more orders than the search reads, when an order could not be
     *     read, because that one may be the request's, or when the list is not complete
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked
     */
    Matches beforeOrderingAgain(EsealId esealId) {
        return of(esealId, true);
    }

    /**
     * Returns whether look-ups with this API key find an existing order, both by its reference and in the list.
     *
     * @throws UnknownOutcomeException when there are more orders than the search reads
     */
    boolean finds(Eseal eseal, OrderId orderId, Instant sentAt) {
        return byReference(eseal.id()).orders().contains(orderId)
                && latest(eseal, sentAt).orders().stream()
                        .anyMatch(order -> order.id().equals(orderId));
    }

    /**
     * Returns the other request to which the order belongs, because that request holds it or the order's reference is
     * another one; empty when the order may be this request's.
     */
    Optional<String> another(EsealId esealId, OrderInfo order) {
        return ledger.holder(order.id())
                .filter(holder -> !holder.equals(esealId))
                .map(EsealId::value)
                .or(() -> Naming.reference(order).filter(reference -> !reference.equals(esealId.value())));
    }

    /**
     * Returns the reason why the order cannot be this request's although its reference says so: it is for another
     * request, organisation or product, or was created before anything was sent. Half a sentence; empty when the order
     * may be this request's.
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
        List<OrderId> known = ledger.knownOrders(esealId);
        ByReference answer = byReference(esealId);
        Eseal eseal = register.find(esealId).orElseThrow();
        List<OrderId> referring = new ArrayList<>();
        List<OrderId> unreadable = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        List<OrderId> shown = answer.orders().stream()
                .distinct()
                .filter(order -> !known.contains(order))
                .toList();
        for (OrderId order : shown) {
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

    /**
     * Answer to the search by reference.
     *
     * @param contradictory whether CertCentral counts more orders than it shows, so that no order is certain
     */
    private record ByReference(List<OrderId> orders, boolean complete, boolean contradictory) {}

    /** Returns whether the order names a product that is no eSeal. */
    static boolean isOfAnotherProduct(OrderInfo order) {
        return order.product()
                .flatMap(OrderInfo.Product::nameId)
                .filter(name -> !name.equals(PRODUCT))
                .isPresent();
    }

    /** Allows for a day: a wrong clock or an unnamed time zone must not hide an order with the reference. */
    private static boolean isOlder(OrderInfo order, Instant sentAt) {
        return isBefore(order, sentAt.minus(DATE_SKEW));
    }

    /** Returns whether order and request name different organisations; false when one of them names none. */
    static boolean isOfAnotherOrganization(Eseal eseal, OrderInfo order) {
        Optional<Long> theirs = order.organization().flatMap(OrderInfo.Organization::id);
        return eseal.organizationId().isPresent() && theirs.isPresent() && !theirs.equals(eseal.organizationId());
    }

    /**
     * Returns an incomplete answer when CertCentral does not offer the search or shows too few: the list may still
     * help.
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

    // [inferred] No vendor page says that an eSeal order keeps the reference; without it, only the list is left.
    private Matches amongTheLatest(Eseal eseal, List<OrderId> known, boolean readAll, boolean contradicted) {
        Instant sentAt = sentAt(eseal);
        OrderListReading list = latest(eseal, sentAt);
        if (readAll && !list.isComplete()) {
            throw UnknownOutcomeException.incomplete(LIST, "the list does not show all orders that it counts");
        }
        Optional<String> key = keyOf(eseal);
        // Read before the holder of each order: an order that another request gets in between shows in one of the two.
        boolean contested = key.isPresent()
                && ledger.othersInDoubt(eseal.id()).stream()
                        .anyMatch(other ->
                                register.find(other).flatMap(OrderSearch::keyOf).equals(key));
        List<OrderId> certain = new ArrayList<>();
        List<OrderId> possible = new ArrayList<>();
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

    /** Compares a listed order with the request; reads the order itself where the list shows too little. */
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
                            .flatMap(ProvisioningMethod::of)
                            .filter(ProvisioningMethod.CSR::equals)
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

    /** Returns the order; empty when it is not shown or not readable, so that one odd order does not end the search. */
    private Optional<OrderInfo> read(OrderId orderId, boolean mustBeRead) {
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

    /** Returns when the first of the attempts in doubt was sent. */
    private Instant sentAt(Eseal eseal) {
        return ledger.inDoubt(eseal.id()).stream()
                .map(attempt -> attempt.sentAt().orElse(eseal.createdAt()))
                .min(Comparator.naturalOrder())
                .orElse(eseal.createdAt());
    }

    /** Repeats an incomplete reading: the list of a busy account changes while its pages are read. */
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
                // The ledger holds the order before the engine commits, the register only afterwards.
                || ledger.isOfAnother(esealId, order.id())
                || register.findByOrder(order.id()).isPresent();
    }

    private static Optional<String> csrOf(OrderInfo order) {
        return order.certificate().flatMap(OrderInfo.Certificate::csr);
    }

    private static Optional<String> keyOf(Eseal eseal) {
        return eseal.request().csr().flatMap(OrderSearch::key);
    }

    /** Returns the fingerprint of the key in a CSR; empty when the text is no CSR. */
    static Optional<String> key(String csr) {
        try {
            return Optional.of(Csr.parse(csr).keyFingerprint());
        } catch (CsrRejected e) {
            return Optional.empty();
        }
    }
}
