package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.request.EsealAccess;
import io.eseal.request.KeptTexts;
import io.eseal.security.Caller;
import io.eseal.web.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepts requests to renew a seal in service. */
@RestController
@Tag(name = "eSeals")
class RenewalResource {

    private final EsealAccess access;
    private final RenewalWishes wishes;

    RenewalResource(EsealAccess access, RenewalWishes wishes) {
        this.access = access;
        this.wishes = wishes;
    }

    @Operation(
            summary = "Renew a seal",
            description =
                    "In service, and with no renewal under way. Starts a new request with the particulars of the old one,"
                            + " also after it was decided to let the seal end, or after an earlier renewal failed; completes the task"
                            + " that asks for the decision.")
    @ApiResponse(responseCode = "202", description = "Started; Location is the address of the new request")
    @PostMapping("/api/eseals/{id}/renewal")
    @Transactional
    public ResponseEntity<Void> renew(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Reason reason, Caller caller) {
        String why = Reason.text(reason);
        KeptTexts.refuseSecrets("reason", why);
        Eseal eseal = access.ownOrOperated(id, caller);
        EsealId successor = wishes.renew(eseal.id(), why);
        return ResponseEntity.accepted()
                .location(URI.create("/api/eseals/" + successor))
                .build();
    }
}
