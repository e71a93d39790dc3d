package io.eseal.order;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.request.EsealAccess;
import io.eseal.request.KeptTexts;
import io.eseal.revocation.WantedRevocations;
import io.eseal.security.Caller;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import io.eseal.web.Reason;
import io.eseal.web.UnexpectedErrors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** REST resource that cancels a request before its certificate is issued, or before its token has come. */
@RestController
@Tag(name = "eSeals")
class CancellationResource {

    private final EsealAccess access;
    private final WaitingInstances instances;
    private final Timeline timeline;
    private final EsealRegister register;
    private final WantedRevocations revocations;

    CancellationResource(
            EsealAccess access,
            WaitingInstances instances,
            Timeline timeline,
            EsealRegister register,
            WantedRevocations revocations) {
        this.access = access;
        this.instances = instances;
        this.timeline = timeline;
        this.register = register;
        this.revocations = revocations;
    }

    @Operation(
            summary = "Cancel a request",
            description = "At any time before the certificate is issued, and of a token order until the token has come;"
                    + " afterwards revoke it. Where CertCentral has issued the certificate meanwhile, the delivery goes on;"
                    + " where it has revoked it, too, the request ends as REVOKED.")
    @ApiResponse(
            responseCode = "202",
            description = "Asked for; the request ends as soon as CertCentral has canceled its order")
    @PostMapping("/api/eseals/{id}/cancellation")
    @Transactional
    public ResponseEntity<Void> cancel(
            @PathVariable String id, @Valid @RequestBody(required = false) Reason reason, Caller caller) {
        String why = Reason.text(reason);
        KeptTexts.refuseSecrets("reason", why);
        Eseal eseal = access.ownOrOperated(id, caller);
        // A person may be confirming the receipt of the token.
        register.lock(eseal.id());
        if (!eseal.state().beforeIssuance() && !waitsForToken(eseal)) {
            throw Problems.conflict(tooLate(eseal.state()));
        }
        // Where the order was issued meanwhile, the delivery begins anew, and the question would be gone.
        if (revocations.isWanted(eseal.id())) {
            throw Problems.conflict(
                    "The revocation of the seal is asked for; it is decided first, and cancels the order where"
                            + " CertCentral allows that.");
        }
        timeline.add(eseal.id(), new OrderEvents.CancellationRequested(why));
        // An earlier cancellation may have left its outcome.
        if (!instances.tell(
                eseal.id(), Messages.CANCELLATION_REQUESTED, Map.of(Variables.OUTCOME, Outcome.CANCEL.word()))) {
            throw Problems.conflict(
                    instances.isSuspended(eseal.id())
                            ? UnexpectedErrors.SUSPENDED
                            : "The request is being canceled already, or its delivery began in an earlier version of the"
                                    + " process.");
        }
        return ResponseEntity.accepted().build();
    }

    private boolean waitsForToken(Eseal eseal) {
        return eseal.state() == EsealState.DELIVERY
                && eseal.request().isOnToken()
                && timeline.last(eseal.id(), EventKind.TOKEN_RECEIVED).isEmpty();
    }

    private static String tooLate(EsealState state) {
        if (state.ended()) {
            return "The request has ended already: " + state + ".";
        }
        return state == EsealState.IN_SERVICE
                ? "The seal is in service; ask for its revocation instead."
                : "CertCentral has issued the seal, or its token has come; it can be canceled no more. Ask for its revocation instead.";
    }
}
