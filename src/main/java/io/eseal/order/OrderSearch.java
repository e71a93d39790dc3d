package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderFilter;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderPage;
import io.eseal.certcentral.OrderReference;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnclearException;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds at CertCentral what an attempt to order may have led to. */
@Component
class OrderSearch {

    private static final String PRODUCT = "eu_eseal";
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10;
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
     * @param certain  orders that are this request's: they carry its reference, or they carry none, were created since it was sent, certify the
     *                 key of its CSR, and no other request waits to learn whether such an order is its own
     * @param possible orders that nobody claims and that nothing tells apart from it; a person decides about them
     * @param foreign  orders that CertCentral showed for its reference and that are another request's; each a half sentence with both
     * @param complete whether it was asked for the reference, and if that gave nothing, the list was read to its end
     */
    record Matches(List<Long> certain, List<Long> possible, List<String> foreign, boolean complete) {

        /** Whether it is certain that CertCentral shows no order of this request. */
        boolean areNone() {
            return complete && certain.isEmpty() && possible.isEmpty() && foreign.isEmpty();
        }
    }

    /** @throws UnclearException when there are more orders than it reads */
    Matches of(String esealId) {
        return of(esealId, false);
    }

    /**
     * The certain ones, for whoever orders again when there are none.
     *
     * @throws UnclearException also when an order could not be read: it may be the one
     */
    List<Long> beforeOrderingAgain(String esealId) {
        return of(esealId, true).certain();
    }

    /**
     * Whether this key's look-ups find an order that is known to be there: by its reference, and in the list.
     *
     * @throws UnclearException when there are more orders than it reads
     */
    boolean finds(Eseal eseal, long orderId, Instant sentAt) {
        return byReference(eseal.id()).orElse(List.of()).stream().anyMatch(found -> found.orderId() == orderId)
                && latest(eseal, sentAt).stream().anyMatch(order -> order.id() == orderId);
    }

    /** The request whose reference or holding makes the order another one's; empty when it may be this request's. */
    Optional<String> another(String esealId, OrderInfo order) {
        return ledger.holder(order.id()).filter(holder -> !holder.equals(esealId))
                .or(() -> reference(order).filter(reference -> !reference.equals(esealId)));
    }

    private Matches of(String esealId, boolean readAll) {
        List<Long> known = ledger.knownOrders(esealId);
        Optional<List<OrderReference>> answer = byReference(esealId);
        Eseal eseal = register.find(esealId).orElseThrow();
        List<Long> referring = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        List<Long> shown = answer.orElse(List.of()).stream().map(OrderReference::orderId).distinct()
                .filter(order -> !known.contains(order)).toList();
        for (long order : shown) {
            Optional<String> holder = ledger.holder(order).filter(other -> !other.equals(esealId));
            Optional<OrderInfo> read = holder.isPresent() ? Optional.empty() : read(order, readAll);
            Optional<String> other = holder.or(() -> read.flatMap(info -> another(esealId, info)))
                    .or(() -> read.filter(info -> isOfAnotherOrganization(eseal, info)).map(info -> "another organisation"));
            if (other.isPresent()) {
                foreign.add("order " + order + ", shown for " + esealId + ", belongs to " + other.get());
            } else {
                (read.isPresent() ? referring : unreadable).add(order);
            }
        }
        if (!referring.isEmpty() || !unreadable.isEmpty()) {
            return new Matches(List.copyOf(referring), List.copyOf(unreadable), List.copyOf(foreign), answer.isPresent());
        }
        Matches listed = amongTheLatest(eseal, known, readAll);
        return new Matches(listed.certain(), listed.possible(), List.copyOf(foreign), answer.isPresent());
    }

    static boolean isOfAnotherOrganization(Eseal eseal, OrderInfo order) {
        Optional<Long> theirs = order.organization().flatMap(OrderInfo.Organization::id);
        return eseal.organizationId().isPresent() && theirs.isPresent() && !theirs.equals(eseal.organizationId());
    }

    /** Empty when CertCentral does not offer to ask for it; the order list may still tell. */
    private Optional<List<OrderReference>> byReference(String esealId) {
        try {
            return Optional.of(certCentral.ordersByAlternativeId(esealId));
        } catch (NotOfferedException e) {
            return Optional.empty();
        }
    }

    // [inferred] That an eSeal order takes our reference is published nowhere; without it the order list is all there is.
    private Matches amongTheLatest(Eseal eseal, List<Long> known, boolean readAll) {
        Instant sentAt = sentAt(eseal);
        Collection<OrderInfo> orders = latest(eseal, sentAt);
        Optional<String> key = keyOf(eseal);
        // Asked for before the ledger is asked whose each order is: an order that another request learns of in between is seen in one of the two.
        boolean contested = key.isPresent() && ledger.othersInDoubt(eseal.id()).stream()
                .anyMatch(other -> register.find(other).flatMap(OrderSearch::keyOf).equals(key));
        List<Long> certain = new ArrayList<>();
        List<Long> possible = new ArrayList<>();
        for (OrderInfo order : orders) {
            if (known.contains(order.id()) || isOld(order, sentAt.minus(DATE_SKEW)) || claimed(order, eseal.id())) {
                continue;
            }
            Likeness likeness = likeness(order, eseal.id(), key, readAll);
            if (likeness == Likeness.NAMES_US || likeness == Likeness.SAME_KEY && !contested && !isOld(order, sentAt.minus(CLOCK_SKEW))) {
                certain.add(order.id());
            } else if (likeness != Likeness.FOREIGN) {
                possible.add(order.id());
            }
        }
        return new Matches(List.copyOf(certain), List.copyOf(possible), List.of(), true);
    }

    private enum Likeness {
        NAMES_US, SAME_KEY, POSSIBLE, FOREIGN
    }

    /** The list tells less than the order itself: an order is ours only when it does not name another reference there. */
    private Likeness likeness(OrderInfo listed, String esealId, Optional<String> key, boolean mustBeRead) {
        if (reference(listed).isPresent()) {
            // Another's is claimed, and was left out.
            return Likeness.NAMES_US;
        }
        if (key.isEmpty()) {
            return listed.provisioningMethod().or(listed::csProvisioningMethod).filter("csr"::equals).isPresent() ? Likeness.FOREIGN : Likeness.POSSIBLE;
        }
        Optional<String> listedKey = csrOf(listed).flatMap(OrderSearch::key);
        if (listedKey.isPresent() && !listedKey.equals(key)) {
            return Likeness.FOREIGN;
        }
        Optional<OrderInfo> order = read(listed.id(), mustBeRead);
        Optional<String> reference = order.flatMap(OrderSearch::reference);
        if (reference.isPresent()) {
            return reference.get().equals(esealId) ? Likeness.NAMES_US : Likeness.FOREIGN;
        }
        Optional<String> theirs = listedKey.or(() -> order.flatMap(OrderSearch::csrOf).flatMap(OrderSearch::key));
        if (order.isEmpty() || theirs.isEmpty()) {
            return Likeness.POSSIBLE;
        }
        return theirs.equals(key) ? Likeness.SAME_KEY : Likeness.FOREIGN;
    }

    /** Empty when CertCentral does not show it, or not so that it can be read: a stranger's odd order ends no look-up. */
    private Optional<OrderInfo> read(long orderId, boolean mustBeRead) {
        try {
            return Optional.of(certCentral.order(orderId));
        } catch (RefusedException | NotAuthorizedException | NotOfferedException e) {
            return Optional.empty();
        } catch (UnclearException e) {
            if (mustBeRead) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** When the first of the attempts in doubt was sent. */
    private Instant sentAt(Eseal eseal) {
        return ledger.inDoubt(eseal.id()).stream().map(attempt -> attempt.sentAt().orElse(eseal.createdAt())).min(Comparator.naturalOrder())
                .orElse(eseal.createdAt());
    }

    private Collection<OrderInfo> latest(Eseal eseal, Instant sentAt) {
        LocalDate from = LocalDate.ofInstant(sentAt.minus(CLOCK_SKEW), ZoneOffset.UTC).minusDays(1);
        LocalDate till = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        OrderFilter product = OrderFilter.any().withProduct(PRODUCT).createdBetween(from, till);
        OrderFilter filter = eseal.organizationId().map(product::withOrganization).orElse(product);
        // A new order moves the others on, some of them onto the next page.
        Map<Long, OrderInfo> orders = new LinkedHashMap<>();
        for (int read = 0; read < MOST_PAGES; read++) {
            OrderPage page = certCentral.orders(filter, read * PAGE, PAGE);
            page.orders().forEach(order -> orders.putIfAbsent(order.id(), order));
            if (!page.hasNext()) {
                return orders.values();
            }
        }
        throw new UnclearException("GET /order/certificate", "there are more orders than the " + MOST_PAGES * PAGE + " that are read");
    }

    private static boolean isOld(OrderInfo order, Instant earliest) {
        return order.dateCreated().filter(created -> created.isBefore(earliest)).isPresent();
    }

    private boolean claimed(OrderInfo order, String esealId) {
        return reference(order).filter(reference -> !reference.equals(esealId)).isPresent()
                // The register learns of an order when the engine commits, the ledger before.
                || ledger.isOfAnother(esealId, order.id()) || register.findByOrder(order.id()).isPresent();
    }

    static Optional<String> reference(OrderInfo order) {
        return order.alternativeOrderId().filter(reference -> !reference.isBlank());
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
