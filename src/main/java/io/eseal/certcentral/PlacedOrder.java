package io.eseal.certcentral;

import java.util.List;
import java.util.Optional;

/**
 * What CertCentral says of an order it has taken.
 *
 * @param id the order
 * @param certificateId present once the request is approved; it does not mean that the certificate is issued
 * @param requests requests to approve; empty if approval was not needed
 * @param organization present only if the order made a new organisation
 */
public record PlacedOrder(
        long id, Optional<Long> certificateId, List<Request> requests, Optional<NewOrganization> organization) {

    public PlacedOrder {
        requests = requests == null ? List.of() : List.copyOf(requests);
    }

    public static PlacedOrder of(long id) {
        return new PlacedOrder(id, Optional.empty(), List.of(), Optional.empty());
    }

    /** @param status {@code pending}, {@code submitted}, {@code approved}, {@code rejected} or a newer one */
    public record Request(long id, @Longest(Longest.STATUS) Optional<String> status) {}

    public record NewOrganization(long id) {}
}
