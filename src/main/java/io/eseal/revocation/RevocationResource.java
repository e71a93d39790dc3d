package io.eseal.revocation;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.request.EsealAccess;
import io.eseal.request.KeptTexts;
import io.eseal.security.Caller;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
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

/** Accepts requests to revoke a seal in service. */
@RestController
@Tag(name = "eSeals")
class RevocationResource {

    private final EsealAccess access;
    private final WaitingInstances instances;
    private final Timeline timeline;
    private final KnownKeys keys;

    RevocationResource(EsealAccess access, WaitingInstances instances, Timeline timeline, KnownKeys keys) {
        this.access = access;
        this.instances = instances;
        this.timeline = timeline;
        this.keys = keys;
    }

    @Operation(summary = "Ask for a revocation", description = "Of a seal in service; somebody else has to approve it.")
    @ApiResponse(responseCode = "202", description = "Asked for; somebody else is asked to approve it")
    @PostMapping("/api/eseals/{id}/revocation")
    @Transactional
    public ResponseEntity<Void> revoke(
            @PathVariable String id, @Valid @RequestBody(required = false) RevocationWish wish, Caller caller) {
        String why = RevocationWish.text(wish);
        KeptTexts.refuseSecrets("reason", why);
        Eseal eseal = access.ownOrOperated(id, caller);
        if (eseal.state() != EsealState.IN_SERVICE) {
            throw Problems.conflict(
                    eseal.state().ended()
                            ? "The request has ended already: " + eseal.state() + "."
                            : "There is no seal in service yet; before CertCentral issues it the request can be canceled.");
        }
        timeline.add(eseal.id(), new SealEvents.RevocationRequested(why));
        if (RevocationWish.isCompromised(wish)) {
            keys.compromised(eseal.id());
        }
        boolean waiting = instances.tell(
                eseal.id(),
                Messages.REVOCATION_REQUESTED,
                Map.of(Variables.REVOCATION_REQUESTER, caller.id().value(), Variables.REVOCATION_REASON, why));
        if (!waiting) {
            throw Problems.conflict(
                    instances.isSuspended(eseal.id())
                            ? UnexpectedErrors.SUSPENDED
                            : "The revocation was asked for already.");
        }
        return ResponseEntity.accepted().build();
    }
}
