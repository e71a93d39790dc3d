package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.proof.Proofs;
import io.eseal.proof.StoredProof;
import io.eseal.proof.StoredProof.Settlement;
import io.eseal.security.Actors;
import io.eseal.security.Groups;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Refuses to complete the task of the proof without one, unless an operator who is not the requester waives it, or its
 * owner leaves out one that is only offered. Runs before the decision is recorded.
 */
@Component("proveSeal")
class ProveSeal implements TaskListener {

    private final Proofs proofs;
    private final CertificateSettings settings;
    private final Actors actors;

    ProveSeal(Proofs proofs, CertificateSettings settings, Actors actors) {
        this.proofs = proofs;
        this.settings = settings;
        this.actors = actors;
    }

    @Override
    public void notify(DelegateTask task) {
        EsealId id = EsealId.of(task.getExecution().getProcessBusinessKey());
        Optional<Outcome> decision =
                ProcessVariables.text(task, Variables.DECISION).flatMap(Outcome::of);
        if (decision.filter(Outcome.PROVEN::equals).isPresent()) {
            requireProof(id);
        } else if (decision.filter(Outcome.WAIVE::equals).isPresent()) {
            refuseOthersThanOperators(task);
            proofs.settledWithout(id, Settlement.WAIVED);
        } else if (decision.filter(Outcome.SKIP::equals).isPresent()) {
            refuseWhatIsRequired();
            proofs.settledWithout(id, Settlement.SKIPPED);
        }
        task.setVariable(Variables.SEAL_PROVEN, true);
    }

    private void requireProof(EsealId id) {
        if (proofs.find(id).flatMap(StoredProof::seal).isEmpty()) {
            throw new CompletionRefused("No seal was proven yet. Seal the document of GET /api/eseals/" + id
                    + "/proof and send it by POST to the same address; that completes the task.");
        }
    }

    private void refuseOthersThanOperators(DelegateTask task) {
        boolean requester = ProcessVariables.text(task, Variables.REQUESTER)
                .filter(requestedBy -> actors.signedIn()
                        .filter(person -> person.equals(UserId.of(requestedBy)))
                        .isPresent())
                .isPresent();
        if (requester || !actors.groups().contains(Groups.OPERATORS)) {
            throw new CompletionRefused(
                    "Operators alone waive the proof of a seal, and never that of their own request.");
        }
    }

    private void refuseWhatIsRequired() {
        if (settings.proof() != ProofDemand.OFFERED) {
            throw new CompletionRefused(
                    "The proof of a seal is required here (ESEAL_CERTIFICATE_PROOF); an operator may waive it.");
        }
    }
}
