package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.Timeline;
import io.eseal.validation.Finding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Checks whether the order that a request renews can be renewed, and links the request to its seal. Every order of this
 * service is one of the same product, so that an order of another product is unknown here.
 */
@Component
public class RenewalRules {

    private static final String PATH = "$." + OrderFields.RENEWAL_OF_ORDER_ID;
    private static final String WITHOUT = " To order a seal that renews none, leave renewal_of_order_id empty.";

    private final EsealRegister register;
    private final SealLinks links;
    private final Timeline timeline;
    private final RequestSettings settings;
    private final Clock clock;
    private final OpenRevocations revocations;

    RenewalRules(
            EsealRegister register,
            SealLinks links,
            Timeline timeline,
            RequestSettings settings,
            Clock clock,
            OpenRevocations revocations) {
        this.register = register;
        this.links = links;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
        this.revocations = revocations;
    }

    /** Returns why the order cannot be renewed by a request that is not made yet. */
    List<Finding> findings(OrderBody request, UserId requester) {
        return order(request)
                .map(order -> findings(order, register.findByOrder(order), request, Optional.empty(), requester))
                .orElse(List.of());
    }

    /**
     * Checks the request in the current transaction, and links it to the seal that it renews, so that no other request
     * renews it too.
     *
     * @return why the order cannot be renewed
     */
    List<Finding> checkAndLink(EsealId esealId, OrderBody request) {
        Optional<OrderId> order = order(request);
        Optional<SealLinks.Link> present = links.predecessor(esealId);
        // A reissue or a replacement keeps its place behind its seal.
        Optional<SealLinks.Link> otherwise = present.filter(link -> link.kind() != Succession.RENEWAL);
        if (otherwise.isPresent()) {
            return order.map(number -> List.of(finding(
                            "renewal_of_follower",
                            "This request follows " + otherwise.get().id() + " already ("
                                    + otherwise.get().kind().name().toLowerCase(Locale.ROOT)
                                    + "); it cannot renew the order " + number + ", too.")))
                    .orElse(List.of());
        }
        if (order.isEmpty()) {
            present.ifPresent(link -> release(esealId));
            return List.of();
        }
        Optional<Eseal> old = register.findByOrder(order.get());
        // Of two requests for the same order, one is checked after the other.
        old.ifPresent(seal -> register.lock(seal.id()));
        UserId requester = register.find(esealId).map(Eseal::requester).orElseThrow();
        List<Finding> findings = findings(order.get(), old, request, Optional.of(esealId), requester);
        boolean linked = present.map(SealLinks.Link::id).equals(old.map(Eseal::id));
        if (findings.isEmpty() && !linked) {
            links.link(esealId, old.orElseThrow().id(), Succession.RENEWAL);
        } else if (!findings.isEmpty() && !linked && present.isPresent()) {
            release(esealId);
        }
        return findings;
    }

    /**
     * Locks the seal until the transaction ends, and returns why a person cannot have it renewed now; empty when the
     * person can.
     */
    public Optional<String> obstacle(EsealId esealId) {
        register.lock(esealId);
        Eseal seal = register.find(esealId).orElseThrow();
        if (seal.state() != EsealState.IN_SERVICE) {
            return Optional.of(
                    seal.state().ended()
                            ? "The seal cannot be renewed any more: its request has ended as " + seal.state() + "."
                            : "There is no seal in service yet that could be renewed.");
        }
        if (revocations.isWanted(esealId)) {
            return Optional.of(
                    "The seal cannot be renewed while its revocation is asked for or approved; ask for a replacement"
                            + " with the revocation instead.");
        }
        return links.successor(esealId)
                .filter(SealLinks.Link::isOpen)
                .map(RenewalRules::followed)
                .or(() -> seal.validTill().flatMap(this::tooEarly));
    }

    private static String followed(SealLinks.Link link) {
        if (link.kind() != Succession.RENEWAL) {
            return "The seal is not renewed, because " + link.id() + " takes its place ("
                    + link.kind().name().toLowerCase(Locale.ROOT) + ", in state " + link.state() + ").";
        }
        return link.state() == EsealState.IN_SERVICE
                ? "The seal was renewed already: " + link.id() + " is in service."
                : "The renewal is under way already: " + link.id() + " is in state " + link.state() + ".";
    }

    /** Removes a link that the request's own field made; a request that was started as a successor stays one. */
    private void release(EsealId esealId) {
        if (timeline.last(esealId, EventKind.RENEWAL_OF).isEmpty()) {
            links.unlinkRenewal(esealId);
        }
    }

    private static Optional<OrderId> order(OrderBody request) {
        return request.renewalOf().flatMap(OrderId::read);
    }

    private List<Finding> findings(
            OrderId order, Optional<Eseal> old, OrderBody request, Optional<EsealId> self, UserId requester) {
        // The order of somebody else's seal is as unknown as one that is not there: a renewal takes the seal's place.
        if (old.filter(seal -> seal.requester().equals(requester)).isEmpty()) {
            return List.of(
                    finding(
                            "renewal_unknown",
                            "The order " + order
                                    + " is unknown here: only an EU Qualified eSeal that the same person requested"
                                    + " of this service can be renewed; operators renew one by POST /api/eseals/{id}/renewal."));
        }
        Eseal seal = old.get();
        List<Finding> findings = new ArrayList<>();
        if (!isOfSameOrganization(seal, request)) {
            findings.add(finding(
                    "renewal_other_organization",
                    "The order " + order + " belongs to another organisation; a renewal keeps the organisation."));
        }
        notInService(order, seal).ifPresent(findings::add);
        links.successor(seal.id())
                .filter(link -> link.isOpen() && !Optional.of(link.id()).equals(self))
                .ifPresent(link -> findings.add(finding(
                        "renewal_exists",
                        "The order " + order + " is renewed already, by "
                                + (link.requester().equals(requester) ? link.id() : "a request of somebody else")
                                + " (" + link.state() + ").")));
        seal.validTill()
                .flatMap(till -> tooEarly(till)
                        .map(why -> finding("renewal_too_early", why))
                        .or(() -> tooLate(order, till)))
                .ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> notInService(OrderId order, Eseal seal) {
        boolean open = !seal.state().ended();
        if ((open || seal.state() == EsealState.EXPIRED) && revocations.isWanted(seal.id())) {
            return Optional.of(finding(
                    "renewal_revoked",
                    "The revocation of the seal of the order " + order + (open ? " is" : " was")
                            + " asked for; order a new one."));
        }
        return switch (seal.state()) {
            case IN_SERVICE, EXPIRED -> Optional.empty();
            case REVOKED ->
                Optional.of(finding(
                        "renewal_revoked", "The seal of the order " + order + " was revoked; order a new one."));
            default ->
                Optional.of(finding(
                        "renewal_not_issued",
                        "The order " + order + " has led to no seal in service: it is in state " + seal.state() + "."));
        };
    }

    private Optional<String> tooEarly(Instant till) {
        Instant opens = till.minus(settings.renewalOpens());
        return clock.instant().isBefore(opens)
                ? Optional.of("It is too early for a renewal: the certificate ends on " + day(till)
                        + ", and CertCentral takes its renewal from " + day(opens) + " on.")
                : Optional.empty();
    }

    private Optional<Finding> tooLate(OrderId order, Instant till) {
        return clock.instant().isAfter(till.plus(settings.renewalCloses()))
                ? Optional.of(finding(
                        "renewal_too_late",
                        "The certificate of the order " + order + " ended on " + day(till)
                                + ", too long ago for a renewal."))
                : Optional.empty();
    }

    private static boolean isOfSameOrganization(Eseal seal, OrderBody request) {
        return seal.organizationId().isPresent() && request.organizationId().isPresent()
                ? seal.organizationId().equals(request.organizationId())
                // An organisation that was new to CertCentral has a name alone.
                : seal.organizationName()
                        .map(String::strip)
                        .equals(request.organizationName().map(String::strip));
    }

    private static Finding finding(String rule, String message) {
        return new Finding(PATH, rule, message + WITHOUT);
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }
}
