package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.eseal.id.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An order in its present state; the only source of an order's status.
 *
 * @param status CertCentral's own word, mostly one of {@link OrderStatus}; unknown words are kept, at most 32
 *     characters of them
 * @param certificate empty before there is one
 * @param requests requests in CertCentral about this order, such as {@code new_request} and {@code revoke}
 * @param alternativeOrderId the request's reference, if CertCentral returns it
 * @param dateCreated empty if absent or unreadable
 * @param orderValidTill empty if absent or unreadable
 */
public record OrderInfo(
        OrderId id,
        @Longest(Longest.STATUS) String status,
        Optional<Certificate> certificate,
        Optional<Organization> organization,
        Optional<Product> product,
        Optional<String> alternativeOrderId,
        Optional<Instant> dateCreated,
        Optional<LocalDate> orderValidTill,
        Optional<String> provisioningMethod,
        Optional<String> csProvisioningMethod,
        Optional<String> paymentMethod,
        @JsonProperty("is_renewal") boolean renewal,
        @JsonProperty("is_renewed") boolean renewed,
        List<Request> requests) {

    public OrderInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        requests = Listed.of(requests);
    }

    /** Returns an order of which only id and status are given. */
    public static OrderInfo of(OrderId id, String status) {
        return of(id, status, Optional.empty());
    }

    /** Returns an order of which only id, status and certificate are given. */
    public static OrderInfo of(OrderId id, String status, Optional<Certificate> certificate) {
        return new OrderInfo(
                id,
                status,
                certificate,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of());
    }

    /** Returns the certificate's id; empty for a short time after the order has become {@code issued}. */
    public Optional<Long> certificateId() {
        return certificate.flatMap(Certificate::id);
    }

    /**
     * Returns whether CertCentral says that the order was revoked, or that a request to revoke it was approved.
     * Revoking the only certificate can leave the order itself active (CertCentral's account setting).
     */
    public boolean wasRevoked() {
        return OrderStatus.REVOKED.is(status)
                || requests.stream().anyMatch(request -> request.asksForRevocation() && request.wasApproved());
    }

    /**
     * The certificate of an order.
     *
     * @param dateIssued empty until issued
     * @param validFrom first day of validity; empty until issued
     * @param validTill last day of validity; empty until issued
     */
    public record Certificate(
            Optional<Long> id,
            @Longest(Longest.SERIAL) Optional<String> serialNumber,
            Optional<String> thumbprint,
            Optional<String> commonName,
            Optional<Instant> dateIssued,
            Optional<LocalDate> validFrom,
            Optional<LocalDate> validTill,
            @Longest(Longest.PEM) Optional<String> csr) {

        /** Returns a certificate of which only id and validity are given. */
        public static Certificate of(long id, LocalDate validFrom, LocalDate validTill) {
            return new Certificate(
                    Optional.of(id),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(validFrom),
                    Optional.of(validTill),
                    Optional.empty());
        }
    }

    /** The organisation of an order. */
    public record Organization(Optional<Long> id, Optional<String> name) {}

    /** The product of an order. */
    public record Product(Optional<String> nameId, Optional<String> name) {}

    /** A request in CertCentral about an order. */
    public record Request(
            long id,
            Optional<String> type,
            @Longest(Longest.STATUS) Optional<String> status,
            Optional<Instant> date,
            @Longest(Longest.COMMENT) Optional<String> comments) {

        /** Returns whether it asks for a revocation. */
        public boolean asksForRevocation() {
            return type.equals(Optional.of("revoke"));
        }

        /** Returns whether somebody approved it in CertCentral. */
        public boolean wasApproved() {
            return status.equals(Optional.of(ApprovalRequest.APPROVED));
        }

        /** Returns whether somebody rejected it in CertCentral. */
        public boolean wasRejected() {
            return status.equals(Optional.of(ApprovalRequest.REJECTED));
        }
    }
}
