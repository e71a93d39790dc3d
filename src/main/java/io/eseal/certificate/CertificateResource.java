package io.eseal.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.id.UserId;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealState;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Offers the certificate for download, and the evidence of a request. */
@RestController
@Tag(name = "eSeals")
class CertificateResource {

    private final EsealAccess access;
    private final IssuedSeals seals;
    private final InspectionReports reports;
    private final Timeline timeline;

    CertificateResource(EsealAccess access, IssuedSeals seals, InspectionReports reports, Timeline timeline) {
        this.access = access;
        this.seals = seals;
        this.reports = reports;
        this.timeline = timeline;
    }

    @Operation(
            summary = "Download the certificate",
            description = "With its chain. A certificate on a token has none to download.")
    @GetMapping(path = "/api/eseals/{id}/certificate", produces = "application/pem-certificate-chain")
    String certificate(@PathVariable String id, Caller caller) {
        Eseal eseal = access.visible(id, caller);
        return (CertificateDownloads.OFFERED.contains(eseal.state()) && seals.isRegistered(eseal.id())
                        ? seals.find(eseal.id())
                        : Optional.<IssuedSeal>empty())
                .flatMap(IssuedSeal::pem)
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND, "There is no certificate to download for " + id + ".", Map.of()));
    }

    @Operation(
            summary = "Download what came",
            description = "As it was last fetched, also while it is kept out or when it cannot be read.")
    @GetMapping(path = "/api/eseals/{id}/certificate/delivered", produces = "application/pem-certificate-chain")
    ResponseEntity<String> delivered(@PathVariable String id, Caller caller) {
        Eseal eseal = access.visible(id, caller);
        if (!caller.seesAll()) {
            throw Problems.forbidden("What came is for those who decide on it, and for auditors.");
        }
        String came = seals.find(eseal.id())
                .flatMap(IssuedSeal::pem)
                .orElseThrow(
                        () -> Problems.of(HttpStatus.NOT_FOUND, "No certificate has come for " + id + ".", Map.of()));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(eseal.id() + "-delivered.pem")
                                .build()
                                .toString())
                .body(came);
    }

    @Operation(
            summary = "Show the evidence",
            description = "Who did what and when, each entry chained to the one before by its hash.")
    @GetMapping("/api/eseals/{id}/evidence")
    Evidence evidence(@PathVariable String id, Caller caller) {
        Eseal eseal = access.ownOrAudited(id, caller);
        return new Evidence(
                eseal.id().value(),
                eseal.state(),
                eseal.requester(),
                eseal.request().json(),
                eseal.approvedFingerprint().orElse(null),
                seals.find(eseal.id()).flatMap(IssuedSeal::pem).orElse(null),
                reports.of(eseal.id()),
                timeline.isIntact(eseal.id()),
                timeline.of(eseal.id()));
    }

    /**
     * The evidence of a request.
     *
     * @param approvedFingerprint fingerprint of what was approved, null before
     * @param certificate the certificate and its chain in PEM, null when there is none to read
     * @param reports every report on the certificate, the oldest first
     * @param intact whether every entry of the timeline is unchanged
     */
    record Evidence(
            String id,
            EsealState state,
            UserId requester,
            JsonNode request,
            @Nullable String approvedFingerprint,
            @Nullable String certificate,
            List<StoredReport> reports,
            boolean intact,
            List<TimelineEntry> timeline) {}
}
