package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.eseal.id.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An order in its present state; the only source of an order's status.
 *
 * @param status CertCentral's own word, such as {@code pending} or {@code issued}; unknown words are kept, at most 32
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

    private static final Set<String> OVER = Set.of("canceled", "rejected", "denied", "revoked", "expired");

    public OrderInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        requests = Listed.of(requests);
    }

    /** Tells whether the status word is one of an order that no longer leads to a valid certificate. */
    public static boolean isOver(String status) {
        return OVER.contains(status);
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
            @Longest(Longest.COMMENT) Optional<String> comments) {}
}
