package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.orderbody.OrderBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request with its order, certificate and approvals, as the register holds it.
 *
 * @param request the order body, without card data
 * @param organizationCountry two letters of ISO 3166-1, as CertCentral has it
 * @param approvalRound number of rounds of approval so far; an approval counts in its own round only
 * @param approvalGroups groups that have to approve in this round
 * @param approvalFingerprint fingerprint of the content that the approvers of this round see
 * @param approvedFingerprint fingerprint of the content that all of them approved
 */
public record Eseal(
        EsealId id,
        EsealState state,
        UserId requester,
        OrderBody request,
        Optional<Long> organizationId,
        Optional<String> organizationName,
        Optional<String> organizationCountry,
        Optional<OrderId> orderId,
        Optional<String> orderStatus,
        Optional<Long> certificateId,
        Optional<String> serialNumber,
        Optional<Instant> validFrom,
        Optional<Instant> validTill,
        int approvalRound,
        List<String> approvalGroups,
        Optional<String> approvalFingerprint,
        Optional<String> approvedFingerprint,
        Instant createdAt,
        Instant updatedAt) {

    /** Returns the request in this state, with this body and order. */
    Eseal after(EsealState newState, OrderBody newRequest, Optional<OrderId> newOrder) {
        return new Eseal(
                id,
                newState,
                requester,
                newRequest,
                newRequest.isMissing() ? organizationId : newRequest.organizationId(),
                organizationName,
                organizationCountry,
                newOrder,
                orderStatus,
                certificateId,
                serialNumber,
                validFrom,
                validTill,
                approvalRound,
                approvalGroups,
                approvalFingerprint,
                approvedFingerprint,
                createdAt,
                updatedAt);
    }
}
