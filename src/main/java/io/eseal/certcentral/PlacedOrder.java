package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An order that CertCentral has taken.
 *
 * @param id id of the order
 * @param certificateId present once the request in CertCentral is approved; does not mean that the certificate is
 *     issued
 * @param requests requests in CertCentral to approve; empty if no approval was needed
 * @param organization present only if the order created a new organisation
 */
public record PlacedOrder(
        OrderId id, Optional<Long> certificateId, List<Request> requests, Optional<NewOrganization> organization) {

    public PlacedOrder {
        Objects.requireNonNull(id, "id");
        requests = Listed.of(requests);
    }

    /** Returns an order of which only the id is given. */
    public static PlacedOrder of(OrderId id) {
        return new PlacedOrder(id, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * A request in CertCentral that the order led to.
     *
     * @param status {@code pending}, {@code submitted}, {@code approved}, {@code rejected} or a word that DigiCert
     *     added later
     */
    public record Request(long id, @Longest(Longest.STATUS) Optional<String> status) {}

    /** The organisation that the order created. */
    public record NewOrganization(long id) {}
}
