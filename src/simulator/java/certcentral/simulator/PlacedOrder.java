package certcentral.simulator;

import java.util.List;
import java.util.Optional;

/** Answer to an order; {@code requests} and {@code certificate_id} may each be absent. */
@VendorJson
record PlacedOrder(long id, Id organization, List<Request> requests, Long certificateId) {

    record Id(long id) {}

    record Request(long id, String status) {}

    static PlacedOrder of(Order order, Optional<Id> organization, Optional<ApprovalRequest> request) {
        return new PlacedOrder(
                order.id(),
                organization.orElse(null),
                request.map(it -> List.of(new Request(it.id(), it.status()))).orElse(null),
                order.certificateId().orElse(null));
    }
}
