package io.eseal.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.certcentral.CertCentralException;
import io.eseal.id.EsealId;
import io.eseal.ledger.NotSentException;
import io.eseal.order.PlaceOrderResult;
import io.eseal.request.EsealAccess;
import io.eseal.request.UnreadableBodies;
import io.eseal.security.Caller;
import io.eseal.validation.Finding;
import io.eseal.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts card payments. The bytes of the body are overwritten when the call is answered. */
@RestController
@Tag(name = "Payment")
class CardPaymentResource {

    private static final Logger log = LoggerFactory.getLogger(CardPaymentResource.class);

    private final EsealAccess access;
    private final CardRules rules;
    private final RequestToPay requests;
    private final CardPayment payment;
    private final ObjectMapper json;

    CardPaymentResource(
            EsealAccess access, CardRules rules, RequestToPay requests, CardPayment payment, ObjectMapper json) {
        this.access = access;
        this.rules = rules;
        this.requests = requests;
        this.payment = payment;
        this.json = json;
    }

    @Operation(
            summary = "Pay and order by card",
            description =
                    "Takes credit_card and, unless the request has one, billing_address. The card is used for this call and kept nowhere.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "object"))))
    @PostMapping(path = "/api/eseals/{id}/card-payment", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "204", description = "Paid and ordered")
    @ApiResponse(
            responseCode = "402",
            description = "Declined; nothing was ordered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "504",
            description = "Nobody knows yet whether it was paid; do not pay again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<Void> pay(@PathVariable String id, @RequestBody byte[] body, Caller caller) {
        try {
            access.visible(id, caller);
            return pay(EsealId.of(id), json.readTree(body));
        } catch (JsonProcessingException e) {
            throw UnreadableBodies.refusal(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private ResponseEntity<Void> pay(EsealId id, JsonNode body) {
        boolean addressKnown = requests.of(id).billingAddress().isPresent();
        List<Finding> findings = rules.check(body, addressKnown);
        if (!findings.isEmpty()) {
            throw Problems.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "The card payment cannot be made like this.",
                    Map.of("findings", findings));
        }
        PlaceOrderResult outcome = made(id, body);
        if (outcome instanceof PlaceOrderResult.Refused refused) {
            throw refused.payment()
                    ? Problems.of(HttpStatus.PAYMENT_REQUIRED, "The card was declined: " + refused.words(), Map.of())
                    : Problems.conflict(
                            "CertCentral refused the order; the requester is asked to correct it: " + refused.words());
        }
        if (outcome instanceof PlaceOrderResult.Unknown) {
            throw Problems.of(
                    HttpStatus.GATEWAY_TIMEOUT,
                    "Nobody knows yet whether CertCentral took the payment; the service is finding out. Do not pay again.",
                    Map.of());
        }
        return ResponseEntity.noContent().build();
    }

    private PlaceOrderResult made(EsealId id, JsonNode body) {
        try {
            return payment.pay(id, body);
        } catch (CertCentralException e) {
            throw notMade(id, e, e.retryAfter());
        } catch (NotSentException e) {
            throw notMade(id, e, Optional.empty());
        }
    }

    private static ErrorResponseException notMade(EsealId id, RuntimeException why, Optional<Duration> retryAfter) {
        log.error("The card payment of {} did not reach CertCentral: {}", id, why.getMessage());
        ErrorResponseException unavailable = Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "CertCentral takes no orders at present; nothing was paid. Try again later.",
                Map.of());
        retryAfter.ifPresent(wait -> unavailable
                .getHeaders()
                .set(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(wait.plusMillis(999).toSeconds())));
        return unavailable;
    }
}
