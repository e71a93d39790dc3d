package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * State of the simulated account, as its snapshot stores it. Accessed only under the lock of {@link SimulatorStore}.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class State {

    static final long CONTACT_USER = 2812497;

    Map<Long, Order> orders = new TreeMap<>();
    Map<Long, Organization> organizations = new TreeMap<>();
    Map<Long, ApprovalRequest> requests = new TreeMap<>();
    Set<Long> users = new TreeSet<>();
    /** What will be wrong with the next certificates, one entry each. */
    List<Flaw> nextFlaws = new ArrayList<>();

    BigDecimal funds;
    boolean requestApproval;
    Duration clockOffset = Duration.ZERO;
    long lastId = 4_000_000;

    /** Returns the state of a new account with an active and an inactive organisation. */
    static State initial(SimulatorSettings settings, Instant now) {
        State state = new State();
        state.funds = settings.funds();
        state.requestApproval = settings.requestApproval();
        state.users.add(CONTACT_USER);
        state.add(Organization.example(Organization.ACTIVE_ID, "Example Organisation Ltd", "NTRIE-123456", true, now));
        state.add(
                Organization.example(Organization.INACTIVE_ID, "Dormant Organisation Ltd", "NTRIE-654321", false, now));
        return state;
    }

    /** Returns the next id. All kinds of objects share one sequence, so that no id is valid for two kinds. */
    long nextId() {
        return ++lastId;
    }

    void add(Organization organization) {
        organizations.put(organization.id(), organization);
    }

    void add(ApprovalRequest request) {
        requests.put(request.id(), request);
    }

    /**
     * Returns an order by its id or by its certificate's serial number or thumbprint, which the vendor's order info
     * accepts too.
     *
     * @throws ApiException with 404 if there is none
     */
    Order order(String reference) {
        return find(reference, false).orElseThrow(() -> ErrorCodes.notFound("order"));
    }

    /**
     * Returns an order by its certificate's id, serial number or thumbprint.
     *
     * @throws ApiException with 404 if there is none
     */
    Order orderOfCertificate(String reference) {
        return find(reference, true).orElseThrow(() -> ErrorCodes.notFound("certificate"));
    }

    private Optional<Order> find(String reference, boolean byCertificate) {
        Optional<Long> id = Values.id(reference);
        Optional<Order> direct =
                byCertificate || id.isEmpty() ? Optional.empty() : Optional.ofNullable(orders.get(id.get()));
        return direct.or(() -> orders.values().stream()
                .filter(order -> byCertificate && order.certificateId().equals(id) && id.isPresent()
                        || order.certificate()
                                .filter(it -> it.serialNumber().equalsIgnoreCase(reference)
                                        || it.thumbprint().equalsIgnoreCase(reference))
                                .isPresent())
                .findFirst());
    }

    /**
     * Returns an organisation by its id.
     *
     * @throws ApiException with 404 if there is none
     */
    Organization organization(String reference) {
        return Values.id(reference).map(organizations::get).orElseThrow(() -> ErrorCodes.notFound("organization"));
    }

    /**
     * Returns the oldest organisation with this name and country, as the vendor's order page says; empty if there is
     * none.
     */
    Optional<Organization> duplicateOf(String name, String country) {
        return organizations.values().stream()
                .filter(it -> it.matches(name, country))
                .findFirst();
    }

    /** Returns the open request of this type for the order; empty if there is none. */
    Optional<ApprovalRequest> openRequest(long orderId, String type) {
        return requests.values().stream()
                .filter(it -> it.orderId() == orderId && it.type().equals(type) && it.isOpen())
                .findFirst();
    }
}
