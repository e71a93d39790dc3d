package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Writes an order in the vendor's forms: the order info
 * (https://dev.digicert.com/certcentral-apis/services-api/orders/order-info.html) and its summary.
 */
final class OrderInfo {

    private final State state;
    private final Instant now;

    OrderInfo(State state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** Returns the full order info. */
    ObjectNode of(Order order) {
        ObjectNode info = summary(order);
        info.put("disable_renewal_notifications", false);
        info.set("container", object().put("id", 1).put("name", "Main"));
        info.set("requests", requests(order));
        // The vendor has not published which of the two names EU orders have, so both are sent.
        info.put("provisioning_method", order.text("provisioning_method"));
        info.put("cs_provisioning_method", order.text("provisioning_method"));
        copy(order, info, "ship_info", "order_validity");
        info.set("verified_contacts", order.body().path("organization").path("contacts"));
        info.put(
                "has_pending_request",
                state.openRequest(order.id(), ApprovalRequest.REVOKE).isPresent());
        info.put("order_approval_complete", !order.status().equals(Status.NEEDS_APPROVAL));
        return info;
    }

    /** Returns the shorter form for the order list. */
    ObjectNode summary(Order order) {
        ObjectNode info = object().put("id", order.id());
        info.set("certificate", certificate(order));
        info.put("status", order.status());
        info.put("is_renewal", order.renewalOf() != 0);
        info.put("is_renewed", order.renewedBy().isPresent());
        info.put("renewed_order_id", order.renewalOf());
        info.put("date_created", Values.utc(order.placedAt()));
        info.set("organization", organization(state.organizations.get(order.organizationId())));
        info.set(
                "product",
                object().put("name_id", Product.NAME_ID)
                        .put("name", Product.NAME)
                        .put("type", "eseal"));
        info.put("payment_method", order.text("payment_method"));
        info.put("price", order.price().toPlainString());
        order.alternativeOrderId().ifPresent(value -> info.put("alternative_order_id", value));
        return info;
    }

    private ObjectNode certificate(Order order) {
        ObjectNode json = object();
        order.certificateId().ifPresent(id -> json.put("id", id));
        json.set("organization", object().put("id", order.organizationId()));
        json.put(
                "signature_hash",
                order.body().path("certificate").path("signature_hash").asText());
        json.put(
                "profile_option",
                order.body().path("certificate").path("profile_option").asText());
        OrderChecks.csr(order.body()).ifPresent(csr -> json.put("csr", csr));
        order.certificate()
                .ifPresent(issued -> json.put("common_name", issued.commonName())
                        .put("serial_number", issued.serialNumber())
                        .put("thumbprint", issued.thumbprint())
                        .put("date_issued", Values.utc(issued.issuedAt()))
                        .put("valid_from", issued.validFrom().toString())
                        .put("valid_till", issued.validTill().toString())
                        .put(
                                "days_remaining",
                                ChronoUnit.DAYS.between(LocalDate.ofInstant(now, ZoneOffset.UTC), issued.validTill()))
                        .put("key_size", issued.keySize())
                        .set("ca_cert", object().put("id", "simulator").put("name", "Simulator Qualified eSeal CA")));
        return json;
    }

    private ArrayNode requests(Order order) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        state.requests.values().stream()
                .filter(it -> it.orderId() == order.id())
                .forEach(request -> {
                    ObjectNode json = list.addObject()
                            .put("id", request.id())
                            .put("date", Values.utc(request.date()))
                            .put("type", request.type())
                            .put("status", request.status());
                    if (request.comments() != null) {
                        json.put("comments", request.comments());
                    }
                });
        return list;
    }

    private static ObjectNode organization(Organization organization) {
        return object().put("id", organization.id())
                .put("name", organization.name())
                .put("display_name", organization.name())
                .put("is_active", organization.active())
                .put("city", organization.city())
                .put("state", organization.state())
                .put("country", organization.country());
    }

    private static void copy(Order order, ObjectNode target, String... fields) {
        for (String field : fields) {
            JsonNode value = order.body().path(field);
            if (value.isObject()) {
                target.set(field, value);
            }
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
