package certcentral.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls about an order's validation. In this answer alone the vendor writes ids as texts. */
@RestController
@RequestMapping(Operation.BASE + "/order/certificate/{id}/validation")
class SimulatorValidationController {

    private static final List<String> DETAILS = List.of(
            "organization_type",
            "organization_status",
            "address_verification",
            "blacklist_fraud",
            "request_authenticity");

    private final SimulatorStore store;

    SimulatorValidationController(SimulatorStore store) {
        this.store = store;
    }

    @VendorJson
    record Contact(String userId, String name, String firstName, String lastName, String email, String status) {}

    @VendorJson
    record OrganizationValidation(
            String type,
            String name,
            String description,
            String dateCreated,
            String status,
            List<Contact> verifiedContacts,
            Map<String, String> verificationDetails) {}

    @VendorJson
    record OrderValidation(
            String orderId,
            String orderStatus,
            String organizationId,
            String organizationName,
            List<OrganizationValidation> organizationValidations) {}

    @GetMapping
    OrderValidation read(@PathVariable String id) {
        return store.read((state, now) -> {
            Order order = state.order(id);
            Organization organization = state.organizations.get(order.organizationId());
            return new OrderValidation(
                    String.valueOf(order.id()),
                    order.status(),
                    String.valueOf(organization.id()),
                    organization.name(),
                    List.of(validation(order)));
        });
    }

    private static OrganizationValidation validation(Order order) {
        String progress = order.certificate().isPresent() ? "complete" : "pending";
        Contact contact = new Contact(
                String.valueOf(State.CONTACT_USER), "Alex Example", "Alex", "Example", "alex@example.com", progress);
        return new OrganizationValidation(
                "ov",
                "OV",
                "Normal Organization Validation",
                Values.utc(order.placedAt()),
                progress,
                List.of(contact),
                DETAILS.stream().collect(Collectors.toMap(it -> it, it -> progress)));
    }
}
