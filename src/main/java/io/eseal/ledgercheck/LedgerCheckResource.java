package io.eseal.ledgercheck;

import io.eseal.security.Caller;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource that starts ledger checks and shows their reports. */
@RestController
@RequestMapping("/api/ledger-checks")
@Tag(name = "Ledger checks")
class LedgerCheckResource {

    private final LedgerCheck check;
    private final LedgerChecks checks;

    LedgerCheckResource(LedgerCheck check, LedgerChecks checks) {
        this.check = check;
        this.checks = checks;
    }

    @Operation(
            summary = "Compare the ledger with CertCentral",
            description = "Answers when the check is done, which takes seconds to minutes. "
                    + "A check that failed is answered as well; outcome and detail say so.")
    @ApiResponse(
            responseCode = "201",
            description = "Done; Location is the report's address",
            content = @Content(schema = @Schema(implementation = LedgerCheckReport.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Another check is running",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping
    ResponseEntity<LedgerCheckReport> start(Caller caller) {
        long id = check.run(caller.id().value())
                .orElseThrow(() ->
                        Problems.conflict("The ledger is being checked already; wait for the report of that check."));
        return ResponseEntity.created(URI.create("/api/ledger-checks/" + id)).body(show(id));
    }

    @Operation(summary = "List the last checks", description = "The newest first, without their differences.")
    @GetMapping
    List<LedgerCheckReport> list() {
        return checks.latest().stream()
                .map(run -> LedgerCheckReport.of(run, checks.counts(run.id())))
                .toList();
    }

    @Operation(summary = "Show a check", description = "With each difference, the worst first.")
    @GetMapping("/{id}")
    LedgerCheckReport show(@PathVariable long id) {
        LedgerCheckRun run = checks.find(id)
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND,
                        "There is no ledger check " + id + ", or it is not kept any more.",
                        Map.of()));
        return LedgerCheckReport.of(run, checks.counts(id), checks.differences(id));
    }
}
