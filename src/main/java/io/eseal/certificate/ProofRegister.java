package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.Delivered;
import io.eseal.proof.ProofFormat;
import io.eseal.proof.ProofVerdict.ProvenSeal;
import io.eseal.proof.Proofs;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down a seal that is a proof, and the certificate in it where nobody had seen the request's certificate. */
@Component
class ProofRegister {

    private final Proofs proofs;
    private final IssuedSeals seals;
    private final Timeline timeline;

    ProofRegister(Proofs proofs, IssuedSeals seals, Timeline timeline) {
        this.proofs = proofs;
        this.seals = seals;
        this.timeline = timeline;
    }

    /**
     * Stores a proof and goes on, both or neither.
     *
     * @param onward completes the task that waits for it
     */
    @Transactional
    public void proven(EsealId esealId, ProofFormat format, byte[] proof, ProvenSeal seal, Runnable onward) {
        IssuedSeal issued = seals.find(esealId).orElseThrow();
        boolean unseen = issued.leaf().isEmpty();
        proofs.proven(esealId, format, proof, seal, unseen);
        if (unseen) {
            Delivered.inSeal(seal.signer(), seal.others())
                    .chain()
                    .map(CertificateChain::pem)
                    .ifPresent(pem -> seals.save(issued.withCertificate(pem)));
        }
        timeline.add(
                esealId,
                new SealEvents.SealProven(
                        format.name(), seal.kind().name(), seal.kind().words(), IssuedSeal.serial(seal.signer())));
        onward.run();
    }
}
