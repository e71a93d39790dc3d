package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.request.EsealAccess;
import io.eseal.request.KeptTexts;
import io.eseal.security.Caller;
import io.eseal.web.Problems;
import io.eseal.web.UnexpectedErrors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts requests to revoke a seal that is being delivered or in service. */
@RestController
@Tag(name = "eSeals")
class RevocationResource {

    /** The ends of a seal after which it may still be found out that somebody else has its key. */
    private static final Set<EsealState> WITH_A_KEY_THAT_WAS_USED = EnumSet.of(EsealState.REVOKED, EsealState.EXPIRED);

    private final EsealAccess access;
    private final RevocationRequests requests;
    private final WaitingInstances instances;
    private final KnownKeys keys;

    RevocationResource(EsealAccess access, RevocationRequests requests, WaitingInstances instances, KnownKeys keys) {
        this.access = access;
        this.requests = requests;
        this.instances = instances;
        this.keys = keys;
    }

    @Operation(
            summary = "Ask for a revocation",
            description =
                    "Of a seal in service, or of one that is being delivered, such as on a token that is lost; somebody else"
                            + " has to approve it. While one is decided or under way, and after the seal was revoked or has expired, it"
                            + " can be added that the key was compromised.")
    @ApiResponse(
            responseCode = "202",
            description = "Asked for; somebody else is asked to approve it. Or: noted that the key was compromised")
    @PostMapping("/api/eseals/{id}/revocation")
    @Transactional
    public ResponseEntity<Void> revoke(
            @PathVariable String id, @Valid @RequestBody(required = false) RevocationWish wish, Caller caller) {
        String why = RevocationWish.text(wish);
        KeptTexts.refuseSecrets("reason", why);
        Eseal eseal = access.ownOrOperated(id, caller);
        boolean compromised = RevocationWish.isCompromised(wish);
        if (!(eseal.state() == EsealState.IN_SERVICE
                || eseal.state() == EsealState.DELIVERY
                || compromised && WITH_A_KEY_THAT_WAS_USED.contains(eseal.state()))) {
            throw Problems.conflict(
                    eseal.state().ended()
                            ? "The request has ended already: " + eseal.state() + "."
                            : "There is no seal yet; before CertCentral issues it the request can be canceled.");
        }
        if (compromised) {
            boolean isNew = keys.compromised(eseal.id());
            if (requests.addCompromise(eseal.id(), why, RevocationWish.wantsReplacement(wish), isNew)) {
                return ResponseEntity.accepted().build();
            }
        }
        requests.record(eseal.id(), why, RevocationWish.wantsReplacement(wish)).ifPresent(refusal -> {
            throw Problems.conflict(refusal);
        });
        if (!requests.send(eseal.id())) {
            throw Problems.conflict(notNow(eseal.id(), eseal.state()));
        }
        return ResponseEntity.accepted().build();
    }

    private String notNow(EsealId id, EsealState state) {
        if (instances.isSuspended(id)) {
            return UnexpectedErrors.SUSPENDED;
        }
        return state == EsealState.IN_SERVICE
                ? "The revocation was asked for already."
                : "The delivery takes no revocation now: it is being canceled or revoked, or it began in an earlier version of"
                        + " the process.";
    }
}
