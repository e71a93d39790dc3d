package io.eseal.certificate;

import io.eseal.lifecycle.Actors;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.Problems;
import io.eseal.lifecycle.Reason;
import io.eseal.lifecycle.Timeline;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;

@RestController
@Tag(name = "eSeals")
class RevocationResource {

    private final EsealAccess access;
    private final RuntimeService runtime;
    private final Timeline timeline;
    private final Actors actors;

    RevocationResource(EsealAccess access, RuntimeService runtime, Timeline timeline, Actors actors) {
        this.access = access;
        this.runtime = runtime;
        this.timeline = timeline;
        this.actors = actors;
    }

    @Operation(summary = "Ask for a revocation", description = "Of a seal in service; somebody else has to approve it.")
    @PostMapping("/api/eseals/{id}/revocation")
    @Transactional
    public ResponseEntity<Void> revoke(@PathVariable String id, @Valid @RequestBody(required = false) Reason reason, Caller caller) {
        Eseal eseal = access.ownOrOperated(id, caller);
        if (eseal.state() != EsealState.IN_SERVICE) {
            throw Problems.conflict(eseal.state().ended() ? "The request has ended already: " + eseal.state() + "."
                    : "There is no seal in service yet; cancel the request instead.");
        }
        String why = reason == null ? "" : reason.text();
        timeline.add(id, "revocation_requested", why);
        try {
            actors.asService(() -> runtime.createMessageCorrelation(Messages.REVOCATION_REQUESTED).processInstanceBusinessKey(id)
                    .setVariables(Map.of(Variables.REVOCATION_REQUESTER, caller.id(), Variables.REVOCATION_REASON, why)).correlateWithResult());
        } catch (MismatchingMessageCorrelationException e) {
            throw Problems.conflict("The revocation was asked for already.");
        }
        return ResponseEntity.accepted().build();
    }
}
