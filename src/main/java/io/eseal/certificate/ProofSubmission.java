package io.eseal.certificate;

import io.eseal.inspection.CertificateChain;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.proof.ProofDocument;
import io.eseal.proof.ProofDocuments;
import io.eseal.proof.ProofFormat;
import io.eseal.proof.ProofValidation;
import io.eseal.proof.ProofVerdict;
import io.eseal.request.OpenTasks;
import io.eseal.validation.Finding;
import io.eseal.web.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Hands out the document that a request's seal is to be proven with, and takes the seal on it. */
@Component
class ProofSubmission {

    private final OpenTasks openTasks;
    private final ProofDocuments documents;
    private final ProofValidation validation;
    private final IssuedSeals seals;
    private final ProofRegister register;
    private final TaskService tasks;

    ProofSubmission(
            OpenTasks openTasks,
            ProofDocuments documents,
            ProofValidation validation,
            IssuedSeals seals,
            ProofRegister register,
            TaskService tasks) {
        this.openTasks = openTasks;
        this.documents = documents;
        this.validation = validation;
        this.seals = seals;
        this.register = register;
        this.tasks = tasks;
    }

    /**
     * Returns the document.
     *
     * @throws org.springframework.web.ErrorResponseException 409 when the request does not wait for a proof
     */
    ProofDocument document(Eseal eseal) {
        waiting(eseal);
        return documents.of(eseal);
    }

    /**
     * Validates a seal on the document, stores it if it is a proof, and completes the task that waits for it. No
     * database connection is held while lists, OCSP and CRLs are asked.
     *
     * @return why it is none; empty when it was taken and the task completed
     * @throws org.springframework.web.ErrorResponseException 409 when the request does not wait for a proof
     * @throws io.eseal.trust.TrustUnavailableException when no source of trust can be read now
     */
    List<Finding> submit(Eseal eseal, ProofFormat format, byte[] proof) {
        Task task = waiting(eseal);
        Optional<CertificateChain> delivered = seals.find(eseal.id()).flatMap(IssuedSeal::chain);
        ProofVerdict verdict = validation.validate(proof, format, documents.of(eseal), delivered);
        verdict.seal()
                .ifPresent(seal -> register.proven(
                        eseal.id(),
                        format,
                        proof,
                        seal,
                        () -> tasks.complete(task.getId(), Map.of(Variables.DECISION, Outcome.PROVEN.word()))));
        return verdict.findings();
    }

    private Task waiting(Eseal eseal) {
        return openTasks
                .first(eseal.id(), List.of(Elements.USER_PROVE_SEAL))
                .orElseThrow(() -> Problems.conflict("The request does not wait for a proof of its seal."));
    }
}
