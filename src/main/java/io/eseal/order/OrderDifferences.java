package io.eseal.order;

import io.eseal.certcentral.OrderInfo;
import io.eseal.lifecycle.Eseal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares an order as CertCentral shows it with the one that was placed for a request. */
public final class OrderDifferences {

    private static final int LONGEST = 64;

    private OrderDifferences() {}

    /**
     * Returns what is not as it was placed, as sentences of some hundred characters at most; empty when nothing is.
     * What CertCentral does not tell is no difference, save a certificate that was there and is not any more.
     *
     * @param certificateId CertCentral's id of the certificate that was fetched
     */
    public static Optional<String> of(Eseal eseal, OrderInfo order, long certificateId) {
        String differences = Stream.of(
                        organization(eseal, order),
                        product(order),
                        reference(eseal, order),
                        certificate(order, certificateId))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return Optional.of(differences).filter(text -> !text.isEmpty());
    }

    private static Optional<String> organization(Eseal eseal, OrderInfo order) {
        return OrderSearch.isOfAnotherOrganization(eseal, order)
                ? Optional.of("CertCentral shows the order of organisation "
                        + order.organization().flatMap(OrderInfo.Organization::id).orElseThrow() + "; approved was "
                        + eseal.organizationId().orElseThrow() + ".")
                : Optional.empty();
    }

    private static Optional<String> product(OrderInfo order) {
        return OrderSearch.isOfAnotherProduct(order)
                ? order.product()
                        .flatMap(OrderInfo.Product::nameId)
                        .map(name -> "CertCentral shows an order of the product " + shortened(name)
                                + "; ordered was an eSeal.")
                : Optional.empty();
    }

    private static Optional<String> reference(Eseal eseal, OrderInfo order) {
        // A person may have said that an order with a reference like the request's id is the request's.
        return Naming.of(order, eseal.id()) == Naming.ANOTHER
                ? Naming.reference(order)
                        .map(reference -> "The order's reference is " + shortened(reference)
                                + "; it should be the request's id.")
                : Optional.empty();
    }

    private static Optional<String> certificate(OrderInfo order, long certificateId) {
        return order.certificateId()
                .map(id -> id == certificateId
                        ? Optional.<String>empty()
                        : Optional.of("The order's certificate is " + id + " now; fetched was " + certificateId + "."))
                .orElseGet(() -> Optional.of("The order shows no certificate any more."));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…"
                : text;
    }
}
