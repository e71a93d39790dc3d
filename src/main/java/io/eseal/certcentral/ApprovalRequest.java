package io.eseal.certcentral;

import io.eseal.id.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds a request in CertCentral: the request to issue or revoke, which a person with a CertCentral account approves or
 * rejects.
 *
 * @param type such as {@code new_request} or {@code revoke}
 * @param status {@code submitted}, {@code pending}, {@code approved}, {@code rejected} or a word that DigiCert added
 *     later
 */
public record ApprovalRequest(
        long id,
        Optional<String> type,
        @Longest(Longest.STATUS) Optional<String> status,
        Optional<Instant> date,
        @Longest(Longest.COMMENT) Optional<String> comments,
        @Longest(Longest.COMMENT) Optional<String> processorComment,
        Optional<OrderOfRequest> order) {

    static final String APPROVED = "approved";
    static final String REJECTED = "rejected";

    /** Returns a request of which only id, type and status are given. */
    public static ApprovalRequest of(long id, String type, String status) {
        return new ApprovalRequest(
                id,
                Optional.of(type),
                Optional.of(status),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns whether somebody approved it in CertCentral. */
    public boolean wasApproved() {
        return status.equals(Optional.of(APPROVED));
    }

    /** The order that the request in CertCentral is about. */
    public record OrderOfRequest(Optional<OrderId> id) {}
}
