package io.eseal.order;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.request.EsealAccess;
import io.eseal.request.KeptTexts;
import io.eseal.security.Caller;
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

/** REST resource that cancels a request before its certificate is issued. */
@RestController
@Tag(name = "eSeals")
class CancellationResource {

    private final EsealAccess access;
    private final WaitingInstances instances;
    private final Timeline timeline;

    CancellationResource(EsealAccess access, WaitingInstances instances, Timeline timeline) {
        this.access = access;
        this.instances = instances;
        this.timeline = timeline;
    }

    @Operation(
            summary = "Cancel a request",
            description = "At any time before the certificate is issued; afterwards revoke it.")
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
        if (!eseal.state().beforeIssuance()) {
            throw Problems.conflict(tooLate(eseal.state()));
        }
        timeline.add(eseal.id(), new OrderEvents.CancellationRequested(why));
        if (!instances.tell(eseal.id(), Messages.CANCELLATION_REQUESTED, Map.of())) {
            throw Problems.conflict(
                    instances.isSuspended(eseal.id())
                            ? UnexpectedErrors.SUSPENDED
                            : "The request is being canceled already.");
        }
        return ResponseEntity.accepted().build();
    }

    private static String tooLate(EsealState state) {
        if (state.ended()) {
            return "The request has ended already: " + state + ".";
        }
        return state == EsealState.IN_SERVICE
                ? "The seal is in service; ask for its revocation instead."
                : "CertCentral has issued or shipped the seal; it can be canceled no more. Once it is in service, ask for its revocation.";
    }
}
