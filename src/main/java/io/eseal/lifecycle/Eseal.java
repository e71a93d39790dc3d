package io.eseal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.id.EsealId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request and what became of it.
 *
 * @param approvalRound how often approvals were asked for; an approval counts in its own round only
 * @param approvalGroups groups that have to approve in this round
 * @param approvalPrint fingerprint of what the approvers of this round see
 * @param approvedPrint fingerprint of what was approved by all of them
 */
public record Eseal(
        EsealId id,
        EsealState state,
        String requester,
        JsonNode request,
        Optional<Long> organizationId,
        Optional<String> organizationName,
        Optional<Long> orderId,
        Optional<String> orderStatus,
        Optional<Long> certificateId,
        Optional<String> serialNumber,
        Optional<Instant> validFrom,
        Optional<Instant> validTill,
        int approvalRound,
        List<String> approvalGroups,
        Optional<String> approvalPrint,
        Optional<String> approvedPrint,
        Instant createdAt,
        Instant updatedAt) {}
