package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.lifecycle.Eseal;
import io.eseal.security.Caller;
import io.eseal.validation.Finding;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accepts new requests for seals, and CSRs for requests that wait for one. */
@RestController
@RequestMapping("/api/eseals")
@Tag(name = "eSeals")
class EsealResource {

    private static final String EXAMPLE = """
            {
              "certificate": {"signature_hash": "sha256", "profile_option": "nonrepudiation"},
              "csa_agreed_to": true,
              "provisioning_method": "qscd",
              "ship_info": {"name": "Jane Roe", "addr1": "Main Street 1", "addr2": "-", "city": "Berlin", "state": "BE",
                            "zip": "10115", "country": "DE", "method": "STANDARD"},
              "organization": {"id": 2042709, "contacts": [{"contact_type": "verified_contact", "user_id": 2812497}]},
              "order_validity": {"years": 1},
              "payment_method": "balance"
            }""";

    private final RequestRules rules;
    private final RenewalRules renewals;
    private final EsealRequests requests;
    private final EsealAccess access;
    private final CsrSubmission csrs;

    EsealResource(
            RequestRules rules, RenewalRules renewals, EsealRequests requests, EsealAccess access, CsrSubmission csrs) {
        this.rules = rules;
        this.renewals = renewals;
        this.requests = requests;
        this.access = access;
        this.csrs = csrs;
    }

    @Operation(
            summary = "Request an eSeal",
            description = "Takes the body of CertCentral's \"Order EU Qualified eSeal\" without credit_card. "
                    + "Everything that is wrong with it is answered at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; Location is the request's address",
            content = @Content(schema = @Schema(implementation = EsealSummary.class)))
    @ApiResponse(
            responseCode = "422",
            description = "Wrong; findings says where and why",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<EsealSummary> request(
            @RequestBody JsonNode body,
            @Parameter(description = "The same key again answers with the request made before")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    String key,
            Caller caller) {
        // Headers are read as Latin-1: letters of other scripts would be stored as different characters.
        if (key != null
                && (key.isBlank()
                        || key.length() > 255
                        || !key.chars().allMatch(character -> character >= ' ' && character < 0x7f))) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "The header Idempotency-Key must have 1 to 255 printable characters of ASCII.",
                    Map.of());
        }
        KeptTexts.refuseSecrets("Idempotency-Key", key);
        CheckedRequest checked = rules.check(body);
        refuse(Stream.concat(checked.findings().stream(), renewals.findings(checked.request(), caller.id()).stream())
                .toList());
        Eseal eseal = requests.start(caller.id(), checked.request(), Optional.ofNullable(key));
        return ResponseEntity.accepted()
                .location(URI.create("/api/eseals/" + eseal.id()))
                .body(EsealSummary.of(eseal));
    }

    @Operation(summary = "Supply the CSR", description = "PEM; completes the task that waits for it.")
    @ApiResponse(responseCode = "204", description = "Taken; the task that waited for it is completed")
    @PutMapping("/{id}/csr")
    ResponseEntity<Void> csr(@PathVariable String id, @RequestBody(required = false) String pem, Caller caller) {
        Eseal eseal = access.ownOrOperated(id, caller);
        refuse(csrs.submit(eseal, pem));
        return ResponseEntity.noContent().build();
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw Problems.wrong(findings);
        }
    }
}
