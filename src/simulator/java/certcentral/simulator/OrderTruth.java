package certcentral.simulator;

import java.math.BigDecimal;
import java.util.List;

/** An order as it really is in the stand-in, for the control endpoints. */
@VendorJson
record OrderTruth(
        long orderId,
        String alternativeOrderId,
        String status,
        long organizationId,
        String provisioningMethod,
        String paymentMethod,
        BigDecimal price,
        Long certificateId,
        Long renewalOfOrderId,
        String placedAt,
        List<Change> changes) {

    /** A status with the time at which the order reached it. */
    record Change(String status, String at) {}

    static OrderTruth of(Order order) {
        return new OrderTruth(
                order.id(),
                order.alternativeOrderId().orElse(null),
                order.status(),
                order.organizationId(),
                order.text("provisioning_method"),
                order.text("payment_method"),
                order.price(),
                order.certificateId().orElse(null),
                order.renewalOf() == 0 ? null : order.renewalOf(),
                order.placedAt().toString(),
                order.changes().stream()
                        .map(step -> new Change(step.status(), step.at().toString()))
                        .toList());
    }
}
