package io.eseal.certcentral;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that someone in the CertCentral account approves or rejects.
 *
 * @param type such as {@code new_request} or {@code revoke}
 * @param status {@code submitted}, {@code pending}, {@code approved}, {@code rejected} or a newer one
 */
public record ApprovalRequest(
        long id,
        Optional<String> type,
        @Longest(Longest.STATUS) Optional<String> status,
        Optional<Instant> date,
        @Longest(Longest.COMMENT) Optional<String> comments,
        @Longest(Longest.COMMENT) Optional<String> processorComment,
        Optional<OrderOfRequest> order) {

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

    public record OrderOfRequest(Optional<Long> id) {}
}
