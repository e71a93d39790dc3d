package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order with its state. Accessed only under the lock of {@link SimulatorStore}. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class Order {

    private long id;
    private Instant placedAt;
    private long organizationId;
    private ObjectNode body;
    private String key;
    private String tokenKey;
    private Flaw flaw = Flaw.NONE;
    private boolean wrongKey;
    private BigDecimal price;
    private Long certificateId;
    private Long renewedBy;
    private String status;
    private List<Step> changes = new ArrayList<>();
    private List<Step> planned = new ArrayList<>();
    private IssuedCertificate certificate;

    private Order() {}

    /**
     * Makes a new order.
     *
     * @param body body of the order without the card
     * @param key public key to certify, a SubjectPublicKeyInfo in base 64
     * @param wrongKey whether that key is deliberately another one than the one ordered
     */
    Order(
            long id,
            Instant placedAt,
            long organizationId,
            ObjectNode body,
            String key,
            boolean wrongKey,
            BigDecimal price,
            String status) {
        this.id = id;
        this.placedAt = placedAt;
        this.organizationId = organizationId;
        this.body = body;
        this.key = key;
        this.wrongKey = wrongKey;
        this.price = price;
        this.status = status;
    }

    /** Returns another order with the same key and the present status, under an id and a reference of its own. */
    Order copy(long newId, String reference) {
        ObjectNode own = body.objectNode();
        own.setAll(body);
        own.put("alternative_order_id", reference);
        return new Order(newId, placedAt, organizationId, own, key, wrongKey, price, status);
    }

    long id() {
        return id;
    }

    Instant placedAt() {
        return placedAt;
    }

    long organizationId() {
        return organizationId;
    }

    JsonNode body() {
        return body;
    }

    String key() {
        return key;
    }

    /**
     * Returns the private key on the token, PKCS #8 in base 64; empty if there is no token, or it is of an earlier
     * version.
     */
    Optional<String> tokenKey() {
        return Optional.ofNullable(tokenKey);
    }

    void keepOnToken(String privateKey) {
        tokenKey = privateKey;
    }

    /** Returns what will be, or is, wrong with the certificate. */
    Flaw flaw() {
        return flaw;
    }

    void spoil(Flaw other) {
        flaw = other;
    }

    BigDecimal price() {
        return price;
    }

    String status() {
        return status;
    }

    List<Step> changes() {
        return List.copyOf(changes);
    }

    Optional<Long> certificateId() {
        return Optional.ofNullable(certificateId);
    }

    Optional<Long> renewedBy() {
        return Optional.ofNullable(renewedBy);
    }

    Optional<IssuedCertificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** Returns whether the key is on a token (QSCD). */
    boolean onToken() {
        return text("provisioning_method").equals("qscd");
    }

    /** Returns a field of the order body; an empty text if it is absent. */
    String text(String field) {
        return body.path(field).asText("");
    }

    Optional<String> alternativeOrderId() {
        return Optional.of(text("alternative_order_id")).filter(value -> !value.isEmpty());
    }

    /** Returns the id of the order that this one renews; 0 for none. */
    long renewalOf() {
        return body.path("renewal_of_order_id").asLong(0);
    }

    /** Returns when the order got its present status; when it was placed, if it never changed. */
    Instant changedAt() {
        return changes.isEmpty() ? placedAt : changes.get(changes.size() - 1).at();
    }

    /** Sets the status and records the change, unless the order has that status already. */
    void change(Step step) {
        if (!step.status().equals(status)) {
            status = step.status();
            changes.add(step);
        }
    }

    void expectCertificate(long newCertificateId) {
        certificateId = newCertificateId;
    }

    void certify(IssuedCertificate issued) {
        certificate = issued;
    }

    void renewedBy(long newOrderId) {
        renewedBy = newOrderId;
    }

    /** Replaces the CSR, and the key unless the order has a deliberately wrong one. */
    void replaceKey(String pem, String newKey) {
        body.withObject("/certificate").put("csr", pem);
        key = wrongKey ? key : newKey;
    }

    /** Replaces the planned steps. */
    void plan(List<Step> steps) {
        planned = new ArrayList<>(steps);
    }

    boolean hasPlan() {
        return !planned.isEmpty();
    }

    /**
     * Moves all planned steps earlier. A step that would then be in the past happens now, so that the list of recent
     * status changes shows it.
     */
    void hurry(Duration by, Instant now) {
        planned.replaceAll(step -> {
            Instant at = step.at().minus(by);
            return new Step(step.status(), at.isBefore(now) ? now : at);
        });
    }

    /** Removes and returns the next planned step if it is due; empty otherwise. */
    Optional<Step> takeDue(Instant now) {
        return planned.isEmpty() || planned.get(0).at().isAfter(now)
                ? Optional.empty()
                : Optional.of(planned.remove(0));
    }
}
