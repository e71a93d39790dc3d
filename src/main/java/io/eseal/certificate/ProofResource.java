package io.eseal.certificate;

import io.eseal.lifecycle.Eseal;
import io.eseal.proof.ProofDocument;
import io.eseal.proof.ProofFormat;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import io.eseal.trust.TrustUnavailableException;
import io.eseal.validation.Finding;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the document to seal, and takes the sealed one. */
@RestController
@RequestMapping("/api/eseals/{id}/proof")
@Tag(name = "eSeals")
class ProofResource {

    private static final Logger log = LoggerFactory.getLogger(ProofResource.class);

    private static final String PDF = "application/pdf";
    private static final String CMS = "application/pkcs7-signature";
    private static final String ASIC_E = "application/vnd.etsi.asic-e+zip";

    private final EsealAccess access;
    private final ProofSubmission proofs;

    ProofResource(EsealAccess access, ProofSubmission proofs) {
        this.access = access;
        this.proofs = proofs;
    }

    @Operation(
            summary = "Download the document to seal",
            description = "As text or PDF, by the header Accept; text when it names neither. The same bytes each time.")
    @ApiResponse(
            responseCode = "200",
            description = "The document, which names the request, the organisation and a nonce",
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "409",
            description = "The request does not wait for a proof",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @GetMapping(produces = {MediaType.TEXT_PLAIN_VALUE, PDF})
    ResponseEntity<byte[]> document(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) List<MediaType> accepted,
            Caller caller) {
        Eseal eseal = access.own(id, caller);
        ProofDocument document = proofs.document(eseal);
        boolean pdf = accepted.stream().noneMatch(type -> type.includes(MediaType.TEXT_PLAIN))
                || preference(accepted, MediaType.APPLICATION_PDF) > preference(accepted, MediaType.TEXT_PLAIN);
        return ResponseEntity.ok()
                .contentType(pdf ? MediaType.APPLICATION_PDF : MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(eseal.id() + (pdf ? "-proof.pdf" : "-proof.txt"))
                                .build()
                                .toString())
                .body(pdf ? document.pdf() : document.text());
    }

    private static double preference(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }

    @Operation(
            summary = "Prove that the seal seals",
            description =
                    "Takes the document as a sealed PDF (PAdES), a CMS signature on it, detached or not, in DER or PEM"
                            + " (CAdES), or an ASiC-E container with it; at most 1 MiB. Completes the task that waits for it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = PDF, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = CMS, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = ASIC_E, schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(
            responseCode = "204",
            description =
                    "Taken as proof; the task that waited for it is completed. A certificate that nobody had seen before,"
                            + " as a token's, is inspected then: report.conclusion and the state of GET /api/eseals/{id}"
                            + " tell the outcome, and user_assess_certificate is open where it is kept out")
    @ApiResponse(
            responseCode = "422",
            description = "It proves nothing; findings says why, each with the id of its rule",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "503",
            description = "No source of trust can be read at present; try again later",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping(consumes = {PDF, CMS, ASIC_E})
    ResponseEntity<Void> prove(
            @PathVariable String id,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
            @RequestBody(required = false) byte[] proof,
            Caller caller) {
        Eseal eseal = access.own(id, caller);
        ProofFormat format =
                ProofFormat.of(type.getType() + "/" + type.getSubtype()).orElseThrow();
        List<Finding> findings = submitted(eseal, format, proof == null ? new byte[0] : proof);
        if (!findings.isEmpty()) {
            throw Problems.of(HttpStatus.UNPROCESSABLE_ENTITY, findings.get(0).message(), Map.of("findings", findings));
        }
        return ResponseEntity.noContent().build();
    }

    private List<Finding> submitted(Eseal eseal, ProofFormat format, byte[] proof) {
        try {
            return proofs.submit(eseal, format, proof);
        } catch (TrustUnavailableException e) {
            log.warn("The proof of {} cannot be judged: {}", eseal.id(), e.getMessage());
            throw Problems.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The seal cannot be judged at present, because no source of trust can be read. Send it again later.",
                    Map.of());
        }
    }
}
