package io.eseal.retry;

import io.eseal.certcentral.CallState;
import io.eseal.certcentral.CallState.Breaker;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.security.Caller;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists failed steps and tries them again on request, under {@code /api/retries}. */
@RestController
@RequestMapping("/api/retries")
@Tag(name = "Retries")
class RetryResource {

    private final Retries retries;
    private final RetryingSteps steps;
    private final PullForward pull;

    RetryResource(Retries retries, RetryingSteps steps, PullForward pull) {
        this.retries = retries;
        this.steps = steps;
        this.pull = pull;
    }

    @Operation(
            summary = "Show what is being tried again",
            description = "All failed steps, counted by their cause, and the 20 that have waited longest.")
    @GetMapping
    RetryReport list(
            @Parameter(description = "A process instance's id: its steps alone") @RequestParam(required = false)
                    String instance) {
        Retries.Overview overview = instance == null ? retries.overview() : retries.overview(instance);
        return new RetryReport(
                CertCentralReport.of(overview.certCentral()),
                overview.causes().stream().map(CauseReport::of).toList(),
                overview.oldest().stream().map(StepReport::of).toList());
    }

    @Operation(
            summary = "Try all steps of one cause again now",
            description = "Each is told in the timeline of its request. "
                    + "While CertCentral is away or the API key is paused, the calls are held back again.")
    @ApiResponse(responseCode = "303", description = "Asked for, by the form of a page", content = @Content)
    @ApiResponse(responseCode = "202", description = "Asked for; accepted says for how many steps")
    @PostMapping
    ResponseEntity<Asked> all(
            @RequestParam RetryCause cause,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
            Caller caller) {
        return answer(steps.ask(cause, caller.id()), accept);
    }

    @Operation(summary = "Try one step again now", description = "As for all of one cause.")
    @ApiResponse(responseCode = "303", description = "Asked for, by the form of a page", content = @Content)
    @ApiResponse(responseCode = "202", description = "Asked for; accepted is 0 when somebody had asked before")
    @PostMapping("/{id}")
    ResponseEntity<Asked> one(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
            Caller caller) {
        RetryingStep step = steps.find(id)
                .orElseThrow(
                        () -> Problems.of(HttpStatus.NOT_FOUND, "There is no such step, or it is done.", Map.of()));
        if (step.suspended()) {
            throw Problems.conflict("The step is suspended; activate its process instance first.");
        }
        return answer(steps.ask(id, caller.id()) ? 1 : 0, accept);
    }

    /** Answer to a request for another try. */
    record Asked(int accepted) {}

    private ResponseEntity<Asked> answer(int asked, String accept) {
        pull.pullAsked();
        retries.forget();
        // The buttons of the start page are plain HTML forms, which need a redirect.
        return accept.contains(MediaType.TEXT_HTML_VALUE)
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/?pulled=" + asked))
                        .build()
                : ResponseEntity.accepted().body(new Asked(asked));
    }

    /**
     * Answer with the state of the calls and of the failed steps.
     *
     * @param steps steps that have waited longest, 20 at most
     */
    record RetryReport(CertCentralReport certCentral, List<CauseReport> causes, List<StepReport> steps) {}

    /**
     * State of the calls to CertCentral.
     *
     * @param calls {@code flowing}, {@code paused} or {@code interrupted}
     * @param lastGood time of the last successful call of any node
     */
    record CertCentralReport(
            String calls,
            @Nullable Instant pausedUntil,
            @Nullable Instant lastGood,
            List<NodeReport> nodes) {

        static CertCentralReport of(CertCentralState state) {
            String calls = !state.interrupted().isEmpty()
                    ? "interrupted"
                    : state.pausedUntil().isPresent() ? "paused" : "flowing";
            return new CertCentralReport(
                    calls,
                    state.pausedUntil().orElse(null),
                    state.lastGood().orElse(null),
                    state.nodes().stream().map(NodeReport::of).toList());
        }
    }

    /** State of the calls on one node. */
    record NodeReport(
            String node,
            Breaker breaker,
            @Nullable Instant nextCall,
            @Nullable Instant lastGood) {

        static NodeReport of(CertCentralState.Node node) {
            CallState calls = node.calls();
            return new NodeReport(
                    node.name(),
                    calls.breaker(),
                    calls.triedAgain().orElse(null),
                    calls.lastGood().orElse(null));
        }
    }

    /** Number of steps that wait for the same cause. */
    record CauseReport(
            RetryCause cause,
            String words,
            long steps,
            long standingStill,
            Instant since,
            @Nullable Instant nextTry) {

        static CauseReport of(Retries.Waiting waiting) {
            return new CauseReport(
                    waiting.cause(),
                    waiting.cause().words(),
                    waiting.steps(),
                    waiting.standingStill(),
                    waiting.since(),
                    waiting.nextTry().orElse(null));
        }
    }

    /** One failed step. */
    record StepReport(
            String id,
            @Nullable String eseal,
            String step,
            RetryCause cause,
            Instant since,
            int failures,
            int heldBack,
            int triesLeft,
            @Nullable Instant nextTry,
            boolean suspended,
            String reason,
            @Nullable UserId askedBy) {

        static StepReport of(RetryingStep step) {
            return new StepReport(
                    step.id(),
                    step.esealId().map(EsealId::value).orElse(null),
                    step.step(),
                    step.cause(),
                    step.since(),
                    step.failures(),
                    step.heldBack(),
                    step.triesLeft(),
                    step.nextTry().orElse(null),
                    step.suspended(),
                    step.reason(),
                    step.askedBy().orElse(null));
        }
    }
}
