package io.eseal.reissue;

import io.eseal.lifecycle.Eseal;
import io.eseal.request.EsealAccess;
import io.eseal.request.EsealSummary;
import io.eseal.request.KeptTexts;
import io.eseal.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts requests to reissue a seal in service with a new key. */
@RestController
@Tag(name = "eSeals")
class ReissueResource {

    private final EsealAccess access;
    private final Reissues reissues;

    ReissueResource(EsealAccess access, Reissues reissues) {
        this.access = access;
        this.reissues = reissues;
    }

    @Operation(
            summary = "Ask for a reissue with a new key",
            description =
                    "Of a seal in service whose key is not on a token. Opens a new request for the same seal with the"
                            + " new key, which is approved and ordered like any other and is linked to this one; this seal stays"
                            + " in service.")
    @ApiResponse(
            responseCode = "202",
            description = "Asked for; Location is the new request's address",
            content = @Content(schema = @Schema(implementation = EsealSummary.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Not of this seal, or not now; the detail says why",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The CSR cannot be ordered with; findings says why",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping("/api/eseals/{id}/reissue")
    ResponseEntity<EsealSummary> reissue(
            @PathVariable String id, @Valid @RequestBody(required = false) ReissueWish wish, Caller caller) {
        String reason = ReissueWish.givenReason(wish);
        KeptTexts.refuseSecrets("reason", reason);
        Eseal eseal = access.ownOrOperated(id, caller);
        Eseal successor = reissues.ask(eseal.id(), ReissueWish.givenCsr(wish), reason, caller);
        return ResponseEntity.accepted()
                .location(URI.create("/api/eseals/" + successor.id()))
                .body(EsealSummary.of(successor));
    }
}
