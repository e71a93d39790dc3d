package io.eseal.certificate;

import io.eseal.certcentral.OrderInfo;
import io.eseal.lifecycle.Eseal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares an order as CertCentral shows it with the one that was placed for a request. */
final class OrderDifferences {

    private static final int LONGEST = 64;
    private static final String PRODUCT = "eu_eseal";

    private OrderDifferences() {}

    /**
     * Returns what is not as it was placed, as sentences of some hundred characters at most; empty when nothing is.
     * What CertCentral does not tell is no difference, save a certificate that was there and is not any more.
     *
     * @param certificateId CertCentral's id of the certificate that was fetched
     */
    static Optional<String> of(Eseal eseal, OrderInfo order, long certificateId) {
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
        return order.organization()
                .flatMap(OrderInfo.Organization::id)
                .filter(id -> eseal.organizationId()
                        .filter(approved -> !approved.equals(id))
                        .isPresent())
                .map(id -> "CertCentral shows the order of organisation " + id + "; approved was "
                        + eseal.organizationId().orElseThrow() + ".");
    }

    private static Optional<String> product(OrderInfo order) {
        return order.product()
                .flatMap(OrderInfo.Product::nameId)
                .filter(name -> !name.equals(PRODUCT))
                .map(name -> "CertCentral shows an order of the product " + shortened(name) + "; ordered was " + PRODUCT
                        + ".");
    }

    // A person may have said that an order with a reference around the request's id is the request's.
    private static Optional<String> reference(Eseal eseal, OrderInfo order) {
        return order.alternativeOrderId()
                .filter(reference -> !reference.isBlank()
                        && !reference
                                .toUpperCase(Locale.ROOT)
                                .contains(eseal.id().value()))
                .map(reference ->
                        "The order's reference is " + shortened(reference) + "; it should be the request's id.");
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
