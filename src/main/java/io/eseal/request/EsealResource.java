package io.eseal.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealFilter;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.security.Caller;
import io.eseal.timeline.Timeline;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

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

    private static final int LARGEST_PAGE = 200;

    private final RequestRules rules;
    private final EsealRequests requests;
    private final EsealRegister register;
    private final EsealAccess access;
    private final OpenTasks tasks;
    private final Timeline timeline;
    private final CsrSubmission csrs;

    EsealResource(
            RequestRules rules,
            EsealRequests requests,
            EsealRegister register,
            EsealAccess access,
            OpenTasks tasks,
            Timeline timeline,
            CsrSubmission csrs) {
        this.rules = rules;
        this.requests = requests;
        this.register = register;
        this.access = access;
        this.tasks = tasks;
        this.timeline = timeline;
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
        // Headers are read as Latin-1: letters of other scripts would be kept as something else than was meant.
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
        refuse(checked.findings());
        Eseal eseal = requests.start(caller.id(), checked.request(), Optional.ofNullable(key));
        return ResponseEntity.accepted()
                .location(URI.create("/api/eseals/" + eseal.id()))
                .body(EsealSummary.of(eseal));
    }

    @Operation(summary = "List requests", description = "The newest first. Requesters see their own ones.")
    @GetMapping
    EsealPage list(
            @RequestParam(required = false) EsealState state,
            @RequestParam(required = false) Long organization,
            @Parameter(description = "Part of an id, an organisation's name, a requester, an order or serial number")
                    @RequestParam(required = false)
                    String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            Caller caller) {
        if (page < 0 || size < 1 || size > LARGEST_PAGE) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "page must be 0 or more, and size 1 to " + LARGEST_PAGE + ".", Map.of());
        }
        EsealRegister.Page found = register.find(
                new EsealFilter(
                        Optional.ofNullable(state),
                        Optional.ofNullable(organization),
                        caller.seesAll() ? Optional.empty() : Optional.of(caller.id()),
                        Optional.ofNullable(q).map(String::strip).filter(s -> !s.isEmpty())),
                page,
                size);
        return new EsealPage(found.items().stream().map(EsealSummary::of).toList(), page, size, found.total());
    }

    record EsealPage(List<EsealSummary> items, int page, int size, long total) {}

    @Operation(summary = "Show a request", description = "Its state, order, certificate, open tasks and timeline.")
    @GetMapping("/{id}")
    EsealDetail show(@PathVariable String id, Caller caller) {
        Eseal eseal = access.visible(id, caller);
        return EsealDetail.of(eseal, tasks.of(eseal.id()), timeline.of(eseal.id()));
    }

    @Operation(summary = "Supply the CSR", description = "PEM; completes the task that waits for it.")
    @PutMapping("/{id}/csr")
    ResponseEntity<Void> csr(@PathVariable String id, @RequestBody(required = false) String pem, Caller caller) {
        Eseal eseal = access.ownOrOperated(id, caller);
        refuse(csrs.submit(eseal, pem));
        return ResponseEntity.noContent().build();
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw Problems.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    findings.size() == 1
                            ? "1 thing is wrong with the request."
                            : findings.size() + " things are wrong with the request.",
                    Map.of("findings", findings));
        }
    }
}
