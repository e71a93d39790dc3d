package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealState;
import io.eseal.proof.StoredProof;
import io.eseal.timeline.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the REST interface shows of one request. {@code order}, {@code certificate}, {@code report},
 * {@code proof} and {@code revocation} are null until they exist, {@code predecessor} and {@code successor} also where
 * the caller may not see that request.
 */
record EsealDetail(
        String id,
        EsealState state,
        UserId requester,
        @Nullable String organizationName,
        JsonNode request,
        @Nullable Order order,
        @Nullable Certificate certificate,
        @Nullable ShownReport report,
        @Nullable ShownProof proof,
        @Nullable RevocationProgress revocation,
        @Nullable LinkedSeal predecessor,
        @Nullable LinkedSeal successor,
        List<String> remarks,
        List<OpenTask> tasks,
        List<TimelineEntry> timeline,
        Instant createdAt,
        Instant updatedAt) {

    record Order(OrderId id, @Nullable String status) {}

    record Certificate(
            long id,
            @Nullable String serialNumber,
            @Nullable Instant validFrom,
            @Nullable Instant validTill) {}

    /**
     * A task that the request waits for.
     *
     * @param id the engine's id of the task
     * @param key the task's id in the model, such as {@code user_approve_request}
     */
    record OpenTask(
            String id,
            String key,
            String name,
            @Nullable UserId assignee,
            List<String> candidateGroups,
            Instant created) {}

    static EsealDetail of(
            Eseal eseal,
            Optional<StoredReport> report,
            Optional<StoredProof> proof,
            ShownLinks links,
            List<String> remarks,
            List<OpenTask> tasks,
            List<TimelineEntry> timeline) {
        return new EsealDetail(
                eseal.id().value(),
                eseal.state(),
                eseal.requester(),
                eseal.organizationName().orElse(null),
                eseal.request().json(),
                eseal.orderId()
                        .map(id -> new Order(id, eseal.orderStatus().orElse(null)))
                        .orElse(null),
                eseal.certificateId()
                        .map(id -> new Certificate(
                                id,
                                eseal.serialNumber().orElse(null),
                                eseal.validFrom().orElse(null),
                                eseal.validTill().orElse(null)))
                        .orElse(null),
                report.map(ShownReport::of).orElse(null),
                proof.map(ShownProof::of).orElse(null),
                RevocationProgress.of(timeline).orElse(null),
                links.predecessor().orElse(null),
                links.successor().orElse(null),
                remarks,
                tasks,
                timeline,
                eseal.createdAt(),
                eseal.updatedAt());
    }
}
