package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.security.Key;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Places orders. Accepts the same {@code alternative_order_id} twice, as CertCentral does. */
@Component
class SimulatedOrders {

    private final SimulatorStore store;
    private final SimulatorTimetable timetable;
    private final SimulatorPayments payments;
    private final SimulatorTokenKeys tokenKeys;

    SimulatedOrders(
            SimulatorStore store,
            SimulatorTimetable timetable,
            SimulatorPayments payments,
            SimulatorTokenKeys tokenKeys) {
        this.tokenKeys = tokenKeys;
        this.store = store;
        this.timetable = timetable;
        this.payments = payments;
    }

    /**
     * Checks the body, takes the price and stores the order.
     *
     * @param wrongKey whether to certify another key than the one ordered
     * @throws ApiException if the body has errors, or the payment is refused
     */
    PlacedOrder place(JsonNode body, boolean wrongKey) {
        // Outside of the lock, because making a key may take seconds.
        Optional<KeyPair> ownKey =
                wrongKey || body.path("provisioning_method").asText().equals("qscd")
                        ? Optional.of(tokenKeys.take())
                        : Optional.empty();
        return store.write((state, now) -> {
            List<ApiError> errors = OrderChecks.check(body, state, LocalDate.ofInstant(now, ZoneOffset.UTC));
            if (!errors.isEmpty()) {
                throw new ApiException(400, errors);
            }
            BigDecimal price = payments.take(state, body);
            Optional<Organization> created = createdOrganization(state, body.path("organization"), now);
            long organizationId = created.or(() -> knownOrganization(state, body.path("organization")))
                    .map(Organization::id)
                    .orElseThrow();
            String key = ownKey.map(pair -> base64(pair.getPublic()))
                    .or(() ->
                            OrderChecks.csr(body).flatMap(pem -> CsrKey.of(pem).encoded()))
                    .orElseThrow();
            Order order = new Order(
                    state.nextId(), now, organizationId, withoutCard(body), key, wrongKey, price, Status.PENDING);
            if (order.onToken()) {
                ownKey.ifPresent(pair -> order.keepOnToken(base64(pair.getPrivate())));
            }
            state.orders.put(order.id(), order);
            Optional.ofNullable(state.orders.get(order.renewalOf())).ifPresent(it -> it.renewedBy(order.id()));
            return answer(state, order, created, now);
        });
    }

    private PlacedOrder answer(State state, Order order, Optional<Organization> created, Instant now) {
        Optional<PlacedOrder.Id> organization = created.map(it -> new PlacedOrder.Id(it.id()));
        boolean skipped = Values.isTrue(order.body().path("skip_approval"));
        if (state.requestApproval && !skipped) {
            order.change(new Step(Status.NEEDS_APPROVAL, now));
            ApprovalRequest request = ApprovalRequest.open(state.nextId(), order.id(), ApprovalRequest.NEW, now, null);
            state.add(request);
            return PlacedOrder.of(order, organization, Optional.of(request));
        }
        order.expectCertificate(state.nextId());
        timetable.start(order, now);
        if (skipped) {
            return PlacedOrder.of(order, organization, Optional.empty());
        }
        ApprovalRequest request = ApprovalRequest.open(state.nextId(), order.id(), ApprovalRequest.NEW, now, null)
                .become(Status.APPROVED, now, null);
        state.add(request);
        return PlacedOrder.of(order, organization, Optional.of(request));
    }

    private static Optional<Organization> knownOrganization(State state, JsonNode organization) {
        return organization.hasNonNull("id")
                ? Values.id(organization.path("id")).map(state.organizations::get)
                : OrganizationChecks.existing(organization, state);
    }

    private static Optional<Organization> createdOrganization(State state, JsonNode details, Instant now) {
        if (knownOrganization(state, details).isPresent()) {
            return Optional.empty();
        }
        long id = state.nextId();
        String country = details.path("country").asText().toUpperCase(Locale.ROOT);
        Organization organization = new Organization(
                id,
                details.path("name").asText().strip(),
                country,
                details.path("address").asText(),
                details.path("city").asText(),
                details.path("state").asText(""),
                details.path("zip").asText(),
                details.path("telephone").asText(),
                "NTR" + country + "-" + id,
                true,
                now);
        state.add(organization);
        return Optional.of(organization);
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static ObjectNode withoutCard(JsonNode body) {
        ObjectNode kept = body.deepCopy();
        kept.remove(List.of("credit_card", "billing_address"));
        return kept;
    }
}
