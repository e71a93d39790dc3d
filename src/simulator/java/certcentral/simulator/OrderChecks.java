package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks an order by the rules of the vendor's page "Order EU Qualified eSeal" and returns all errors at once. */
final class OrderChecks {

    private OrderChecks() {}

    static List<ApiError> check(JsonNode body, State state, LocalDate today) {
        List<ApiError> errors = new ArrayList<>();
        Fields order = Fields.of(body, errors);
        order.object("certificate").ifPresent(OrderChecks::checkCertificate);
        if (order.required("csa_agreed_to").isPresent() && !Values.isTrue(body.path("csa_agreed_to"))) {
            errors.add(ErrorCodes.CSA);
        }
        order.required("provisioning_method", value -> value.equals("qscd") || value.equals("csr"))
                .ifPresent(method -> checkProvisioning(order, method));
        order.object("organization").ifPresent(it -> OrganizationChecks.check(it, state));
        Validity.check(body, today, errors);
        order.required(
                        "payment_method",
                        value -> List.of("balance", "profile", "card").contains(value))
                .filter("card"::equals)
                .ifPresent(card -> CardChecks.check(order, today));
        order.optionalFlag("skip_approval");
        checkRenewal(body, state, errors);
        return errors;
    }

    private static void checkCertificate(Fields certificate) {
        certificate.required("signature_hash", "sha256"::equalsIgnoreCase);
        certificate.required("profile_option");
        certificate.optionalFlag("is_rsassa_pss");
    }

    private static void checkProvisioning(Fields order, String method) {
        if (method.equals("csr")) {
            csr(order.node())
                    .ifPresentOrElse(
                            pem -> CsrKey.of(pem).error().ifPresent(order::add),
                            () -> order.add(ErrorCodes.missing("csr")));
        } else {
            order.object("ship_info").ifPresent(OrderChecks::checkShipping);
        }
    }

    /**
     * Returns the CSR, from {@code certificate} as in the vendor's similar products, else from the root, where the
     * vendor's page may put it.
     */
    static Optional<String> csr(JsonNode body) {
        String nested = body.path("certificate").path("csr").asText("");
        String pem = nested.isBlank() ? body.path("csr").asText("") : nested;
        return Optional.of(pem).filter(text -> !text.isBlank());
    }

    private static void checkShipping(Fields ship) {
        ship.requireAll("name", "addr1", "city", "state", "zip");
        // The vendor's page requires the field, but many addresses have no second line: it may be empty.
        if (!ship.has("addr2")) {
            ship.add(ErrorCodes.missing("ship_info.addr2"));
        }
        ship.required("country", OrganizationChecks::isCountry);
        ship.required("method", value -> value.equals("STANDARD") || value.equals("EXPEDITED"));
    }

    private static void checkRenewal(JsonNode body, State state, List<ApiError> errors) {
        JsonNode renewed = body.path("renewal_of_order_id");
        // Clients send 0 for "none" (Keyfactor's CertCentral plugin).
        if (renewed.isMissingNode() || renewed.isNull() || renewed.asText().equals("0")) {
            return;
        }
        Optional<Order> order = Values.id(renewed).map(state.orders::get);
        if (order.isEmpty()) {
            errors.add(ErrorCodes.unknown("order"));
        } else if (order.get().renewedBy().isPresent()) {
            errors.add(ErrorCodes.RENEWED_ALREADY);
        } else if (!List.of(Status.ISSUED, Status.EXPIRED).contains(order.get().status())) {
            errors.add(ErrorCodes.NOT_RENEWABLE);
        }
    }
}
