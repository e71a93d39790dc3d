package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.eseal.id.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of an order for an EU Qualified eSeal, with every parameter of DigiCert's page "Order EU Qualified eSeal" under
 * DigiCert's JSON names. A null component is not written.
 *
 * @param csaAgreedTo whether the Certificate Subscriber Agreement has been agreed to
 * @param provisioningMethod {@code qscd} (needs {@code shipInfo}) or {@code csr} (needs {@code csr})
 * @param csr PEM; moved to the place that {@link CsrPlacement} names when the order is sent
 * @param paymentMethod {@code balance}, {@code profile} or {@code card} (needs card and billing address)
 * @param alternativeOrderId the request's reference, by which a look-up finds the order; CertCentral does not keep it
 *     unique
 * @param renewalOfOrderId id of the order that this order renews
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EsealOrder(
        @Nullable Certificate certificate,
        @Nullable Boolean csaAgreedTo,
        @Nullable String provisioningMethod,
        @Nullable ShipInfo shipInfo,
        @Nullable String csr,
        @Nullable Organization organization,
        @Nullable OrderValidity orderValidity,
        @Nullable String paymentMethod,
        @Nullable CreditCard creditCard,
        @Nullable BillingAddress billingAddress,
        @Nullable String alternativeOrderId,
        @Nullable OrderId renewalOfOrderId) {

    /** Returns the same order with this CSR. */
    public EsealOrder withCsr(String pem) {
        return new EsealOrder(
                certificate,
                csaAgreedTo,
                provisioningMethod,
                shipInfo,
                pem,
                organization,
                orderValidity,
                paymentMethod,
                creditCard,
                billingAddress,
                alternativeOrderId,
                renewalOfOrderId);
    }

    /** Returns the same order with this payment method. */
    public EsealOrder withPaymentMethod(String method) {
        return new EsealOrder(
                certificate,
                csaAgreedTo,
                provisioningMethod,
                shipInfo,
                csr,
                organization,
                orderValidity,
                method,
                creditCard,
                billingAddress,
                alternativeOrderId,
                renewalOfOrderId);
    }

    /** Returns the same order with card and billing address; the payment method is unchanged. */
    public EsealOrder withCard(CreditCard card, BillingAddress address) {
        return new EsealOrder(
                certificate,
                csaAgreedTo,
                provisioningMethod,
                shipInfo,
                csr,
                organization,
                orderValidity,
                paymentMethod,
                card,
                address,
                alternativeOrderId,
                renewalOfOrderId);
    }

    /** Returns the same order with this reference. */
    public EsealOrder withAlternativeOrderId(String reference) {
        return new EsealOrder(
                certificate,
                csaAgreedTo,
                provisioningMethod,
                shipInfo,
                csr,
                organization,
                orderValidity,
                paymentMethod,
                creditCard,
                billingAddress,
                reference,
                renewalOfOrderId);
    }

    /** Returns the same order as a renewal of the order with this id. */
    public EsealOrder withRenewalOfOrderId(OrderId orderId) {
        return new EsealOrder(
                certificate,
                csaAgreedTo,
                provisioningMethod,
                shipInfo,
                csr,
                organization,
                orderValidity,
                paymentMethod,
                creditCard,
                billingAddress,
                alternativeOrderId,
                orderId);
    }

    /**
     * Technical choices for the certificate.
     *
     * @param signatureHash {@code sha256}
     * @param profileOption name of the certificate profile, such as {@code nonrepudiation}
     * @param rsassaPss whether to sign with RSASSA-PSS; null for DigiCert's default
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Certificate(
            @Nullable String signatureHash,
            @Nullable String profileOption,
            @JsonProperty("is_rsassa_pss") @Nullable Boolean rsassaPss) {}

    /**
     * Address to which the token is shipped.
     *
     * @param name first and last name of the recipient
     * @param method {@code STANDARD} or {@code EXPEDITED}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShipInfo(
            @Nullable String name,
            @Nullable String addr1,
            @Nullable String addr2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country,
            @Nullable String method) {}

    /** Organisation of the order: an existing one by its id, or the details of a new one. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Organization(
            @Nullable Long id,
            @Nullable List<Contact> contacts,
            @Nullable String name,
            @Nullable String assumedName,
            @Nullable String address,
            @Nullable String address2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country,
            @Nullable String telephone,
            @Nullable OrganizationContact organizationContact,
            @Nullable Boolean skipDuplicateOrgCheck) {

        public Organization {
            contacts = contacts == null ? null : List.copyOf(contacts);
        }

        /** Returns an organisation that the account already has. */
        public static Organization existing(long id, List<Contact> contacts) {
            return new Organization(id, contacts, null, null, null, null, null, null, null, null, null, null, null);
        }
    }

    /**
     * Contact of the order: an existing one by its user id, or a new one by name, e-mail, job title and telephone.
     *
     * @param contactType such as {@code verified_contact}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contact(
            @Nullable Long id,
            @Nullable Long userId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String jobTitle,
            @Nullable String telephone,
            @Nullable String contactType) {}

    /** Contact of a new organisation. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrganizationContact(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String jobTitle,
            @Nullable String email,
            @Nullable String telephone,
            @Nullable String telephoneExtension) {}

    /**
     * Validity that is ordered.
     *
     * @param years 1, 2 or 3
     * @param days overrides years
     * @param customExpirationDate overrides both, such as {@code 09 JUN 2027}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrderValidity(
            @Nullable Integer years,
            @Nullable Integer days,
            @Nullable String customExpirationDate) {}

    /**
     * Card for one order, held in memory for the duration of the call. {@link #toString} shows the last four digits
     * only.
     *
     * @param expirationMonth {@code 01} to {@code 12}
     * @param expirationYear four digits
     * @param saveCreditCard null means "no preference" and is sent as JSON null
     * @param setAsDefault {@code 1} or {@code 0}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CreditCard(
            @Nullable String number,
            @Nullable String expirationMonth,
            @Nullable String expirationYear,
            @Nullable String cvv,
            @Nullable String cardholderName,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Boolean saveCreditCard,

            @Nullable String setAsDefault) {

        private static final int SHORTEST_NUMBER = 12;

        @Override
        public String toString() {
            // PCI DSS v4.0.1, 3.4.1: the last four digits may be shown.
            return "CreditCard[****%s]"
                    .formatted(
                            number == null || number.length() < SHORTEST_NUMBER
                                    ? ""
                                    : number.substring(number.length() - 4));
        }
    }

    /** Billing address of the card. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BillingAddress(
            @Nullable String address,
            @Nullable String address2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String country,
            @Nullable String zip) {}
}
