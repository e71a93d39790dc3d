package io.eseal.orderbody;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.id.OrderId;
import io.eseal.text.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Immutable order body with the vendor's field names and without card data. It may be any JSON while the rules have not
 * accepted it, because callers of the engine's REST interface write it freely: reading never throws, and what is absent
 * or null is empty. Changing a body that is no object throws an {@link IllegalStateException}.
 *
 * @param json the body; a missing node when there is none
 */
public record OrderBody(JsonNode json) {

    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String CONTACTS = "contacts";
    private static final String USER_ID = "user_id";
    private static final String COUNTRY = "country";
    private static final String PSS = "is_rsassa_pss";
    private static final String SHIPPING_METHOD = "method";

    /** Copies the body, so that later changes of the given JSON do not change this one. */
    public OrderBody {
        json = json.deepCopy();
    }

    /** Returns the view of a body. */
    public static OrderBody of(JsonNode json) {
        return new OrderBody(json);
    }

    /** Returns an empty object. */
    public static OrderBody empty() {
        return new OrderBody(JsonNodeFactory.instance.objectNode());
    }

    /** Returns the view of no body at all. */
    public static OrderBody missing() {
        return new OrderBody(MissingNode.getInstance());
    }

    /** Returns a copy of the JSON: for storing it, for sending it, and for the rules. */
    @Override
    @JsonValue
    public JsonNode json() {
        return json.deepCopy();
    }

    /** Returns whether there is no body at all. */
    public boolean isMissing() {
        return json.isMissingNode();
    }

    /**
     * Returns whether the body has nothing in the field: it is absent or null, or a text without anything to see.
     *
     * @param field one of the vendor's fields of the body itself
     */
    public boolean lacks(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() || value.isTextual() && VisibleText.isBlank(value.textValue());
    }

    /** Returns whether the body is a JSON object, as it is after the rules checked it. */
    public boolean isObject() {
        return json.isObject();
    }

    /** Returns how the private key is made; empty when the body has none of the vendor's words for it. */
    public Optional<ProvisioningMethod> provisioning() {
        return givenProvisioning().flatMap(ProvisioningMethod::of);
    }

    /** Returns whether the key is made on a token. */
    public boolean isOnToken() {
        return provisioning().filter(ProvisioningMethod.QSCD::equals).isPresent();
    }

    /** Returns the text in the field of the provisioning method, whether or not the vendor knows it. */
    public Optional<String> givenProvisioning() {
        return text(json.path(OrderFields.PROVISIONING_METHOD));
    }

    /** Returns how the order is paid; empty when the body has none of the vendor's words for it. */
    public Optional<PaymentMethod> paymentMethod() {
        return givenPaymentMethod().flatMap(PaymentMethod::of);
    }

    /** Returns whether the order is paid with a card that is typed for it. */
    public boolean isPaidByCard() {
        return paymentMethod().filter(PaymentMethod.CARD::equals).isPresent();
    }

    /** Returns the text in the field of the payment method, whether or not the vendor knows it. */
    public Optional<String> givenPaymentMethod() {
        return text(json.path(OrderFields.PAYMENT_METHOD));
    }

    /** Returns the text in the field of the CSR, which need not be one. */
    public Optional<String> csr() {
        return text(json.path(OrderFields.CSR));
    }

    /** Returns the number of the organisation in CertCentral; empty when it is not given as a JSON number. */
    public Optional<Long> organizationId() {
        JsonNode id = organization().path(ID);
        return id.canConvertToLong() ? Optional.of(id.longValue()) : Optional.empty();
    }

    /** Returns whether the body gives an organisation's id, of whatever type. */
    public boolean hasOrganizationId() {
        return organization().hasNonNull(ID);
    }

    /** Returns the organisation's id to be shown to people: digits, given as a number or as a text. */
    public Optional<String> shownOrganizationId() {
        return shown(organization().path(ID)).filter(id -> id.matches("\\d+"));
    }

    /** Returns the name of a new organisation; empty when it is no text, or a blank one. */
    public Optional<String> organizationName() {
        return Optional.ofNullable(organization().path(NAME).textValue()).filter(name -> !VisibleText.isBlank(name));
    }

    /** Returns the country of a new organisation; empty when it is no text. */
    public Optional<String> organizationCountry() {
        return Optional.ofNullable(organization().path(COUNTRY).textValue());
    }

    /** Returns whether the issuer's signature is asked for as RSASSA-PSS. */
    public boolean isPss() {
        return json.path(OrderFields.CERTIFICATE).path(PSS).asBoolean();
    }

    /** Returns the number of the order that this one renews; empty when it is no whole number. */
    public Optional<Long> renewalOf() {
        JsonNode number = json.path(OrderFields.RENEWAL_OF_ORDER_ID);
        return number.canConvertToLong() && number.isIntegralNumber()
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** Returns whether the order renews another one. */
    public boolean isRenewal() {
        return json.hasNonNull(OrderFields.RENEWAL_OF_ORDER_ID);
    }

    /** Returns the name of a new organisation to be shown to people: trimmed, and also when it is a number. */
    public Optional<String> shownOrganizationName() {
        return shown(organization().path(NAME));
    }

    /** Returns the organisation's contacts, in their order; what is no object has none of its values. */
    public List<Contact> contacts() {
        List<Contact> contacts = new ArrayList<>();
        organization().path(CONTACTS).forEach(contact -> contacts.add(new Contact(contact.deepCopy())));
        return List.copyOf(contacts);
    }

    /** A contact of the organisation, with the vendor's field names. */
    public record Contact(JsonNode json) {

        /** Returns the number of the user in CertCentral; empty when it is not given as a JSON number. */
        public Optional<Long> userId() {
            JsonNode id = json.path(USER_ID);
            return id.canConvertToLong() ? Optional.of(id.longValue()) : Optional.empty();
        }

        /** Returns whether the request itself gives a value for the field, which then replaces the user's own. */
        public boolean gives(String field) {
            return text(json.path(field))
                    .filter(value -> !VisibleText.isBlank(value))
                    .isPresent();
        }
    }

    /** Returns the name of the person to whom the token is shipped. */
    public Optional<String> recipient() {
        return text(shipping().path(NAME));
    }

    /** Returns the shipping method; empty when nothing is shipped. */
    public Optional<String> shippingMethod() {
        return text(shipping().path(SHIPPING_METHOD));
    }

    /** Returns the validity that is asked for. */
    public Validity validity() {
        return Validity.of(json.path(OrderFields.ORDER_VALIDITY));
    }

    /** Returns the billing address of the card; empty when the payer gives it with the card. */
    public Optional<JsonNode> billingAddress() {
        return Optional.ofNullable(json.get(OrderFields.BILLING_ADDRESS))
                .filter(address -> !address.isNull())
                .map(JsonNode::deepCopy);
    }

    /** Returns a copy with this CSR. */
    public OrderBody withCsr(String pem) {
        return edited(body -> body.put(OrderFields.CSR, pem));
    }

    /** Returns a copy without CSR. */
    public OrderBody withoutCsr() {
        return edited(body -> body.remove(OrderFields.CSR));
    }

    /**
     * Returns a copy with this payment method.
     *
     * @param given the text that a person sent; the rules check it later
     */
    public OrderBody withPaymentMethod(String given) {
        return edited(body -> body.put(OrderFields.PAYMENT_METHOD, given));
    }

    /** Returns a copy with this billing address. */
    public OrderBody withBillingAddress(JsonNode address) {
        return edited(body -> body.set(OrderFields.BILLING_ADDRESS, address));
    }

    /** Returns a copy without billing address. */
    public OrderBody withoutBillingAddress() {
        return edited(body -> body.remove(OrderFields.BILLING_ADDRESS));
    }

    /** Returns a copy without a fixed end date; without any validity when it states nothing else. */
    public OrderBody withoutExpirationDate() {
        return edited(body -> {
            if (body.path(OrderFields.ORDER_VALIDITY) instanceof ObjectNode validity) {
                validity.remove(Validity.LAST_DAY);
                if (validity.isEmpty()) {
                    body.remove(OrderFields.ORDER_VALIDITY);
                }
            }
        });
    }

    /** Returns a copy that renews this order. */
    public OrderBody withRenewalOf(OrderId orderId) {
        return edited(body -> body.put(OrderFields.RENEWAL_OF_ORDER_ID, orderId.value()));
    }

    /** Returns a copy that renews no order. */
    public OrderBody withoutRenewal() {
        return edited(body -> body.remove(OrderFields.RENEWAL_OF_ORDER_ID));
    }

    /**
     * Returns a copy that takes over the named fields from another body.
     *
     * @param fields names of fields at the root; one that the other body does not have is left as it is
     */
    public OrderBody withFieldsOf(OrderBody other, Collection<String> fields) {
        return edited(body ->
                fields.stream().filter(other.json::has).forEach(field -> body.set(field, other.json.get(field))));
    }

    /** Returns the JSON as text. */
    @Override
    public String toString() {
        return json.toString();
    }

    private OrderBody edited(Consumer<ObjectNode> edit) {
        if (!(json() instanceof ObjectNode body)) {
            throw new IllegalStateException("The order body is no JSON object");
        }
        edit.accept(body);
        return new OrderBody(body);
    }

    private JsonNode organization() {
        return json.path(OrderFields.ORGANIZATION);
    }

    private JsonNode shipping() {
        return json.path(OrderFields.SHIP_INFO);
    }

    private static Optional<String> text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Optional<String> shown(JsonNode value) {
        return Optional.of(value)
                .filter(one -> one.isTextual() || one.isNumber())
                .map(JsonNode::asText)
                .map(VisibleText::trim)
                .filter(text -> !text.isEmpty());
    }
}
