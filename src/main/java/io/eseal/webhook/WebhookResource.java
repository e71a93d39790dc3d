package io.eseal.webhook;

import io.eseal.web.Problems;
import io.eseal.webhook.WebhookMetrics.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the messages of CertCentral's webhook. They open no door: each only has an order read. */
@RestController
@Tag(name = "Webhook")
class WebhookResource {

    private static final Logger log = LoggerFactory.getLogger(WebhookResource.class);

    private final WebhookKey key;
    private final OrderHints hints;
    private final WebhookMetrics metrics;

    WebhookResource(WebhookKey key, OrderHints hints, WebhookMetrics metrics) {
        this.key = key;
        this.hints = hints;
        this.metrics = metrics;
    }

    @Operation(
            summary = "Tell that an order changed",
            description =
                    "Called by CertCentral with the secret of the webhook. The body is a hint: the order that it names"
                            + " in data.order_id is read from CertCentral. Whatever else it says is ignored.")
    @SecurityRequirements
    @ApiResponse(responseCode = "204", description = "Taken, also when the order is not known or nothing changed")
    @ApiResponse(
            responseCode = "401",
            description = "X-WEBHOOK-KEY is not the secret",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "404",
            description = "The webhook is off: no secret is set",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @PostMapping("/api/webhooks/certcentral")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void take(
            @RequestHeader(name = "X-WEBHOOK-KEY", required = false) @Nullable String sent,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (!key.isSet()) {
            throw Problems.of(HttpStatus.NOT_FOUND, "The webhook is off.", Map.of());
        }
        if (!key.opens(sent)) {
            metrics.count(Outcome.REFUSED);
            throw Problems.of(HttpStatus.UNAUTHORIZED, "X-WEBHOOK-KEY is not the secret of the webhook.", Map.of());
        }
        WebhookMessage message = WebhookMessage.read(body == null ? new byte[0] : body);
        // Whoever sets the webhook up has to give it back to CertCentral within 30 minutes; it is of no use after that.
        message.challenge().ifPresent(token -> log.info("CertCentral's token to verify the webhook: {}", token));
        metrics.count(message.order()
                .map(order -> hints.take(order) ? Outcome.TAKEN : Outcome.FULL)
                .orElse(Outcome.OTHER));
    }
}
