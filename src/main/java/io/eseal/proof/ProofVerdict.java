package io.eseal.proof;

import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.ListSnapshot;
import io.eseal.validation.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on a seal that came as a proof.
 *
 * @param findings why it proves nothing, each with the id of its rule; empty for a proof
 * @param seal what the seal is and who made it; present exactly when there are no findings
 * @param at the moment for which it was judged
 */
public record ProofVerdict(List<Finding> findings, Optional<ProvenSeal> seal, Instant at) {

    public ProofVerdict {
        findings = List.copyOf(findings);
    }

    static ProofVerdict refused(List<Finding> findings, Instant at) {
        return new ProofVerdict(findings, Optional.empty(), at);
    }

    /** Returns whether the seal is a proof. */
    public boolean isProof() {
        return seal.isPresent();
    }

    /**
     * A seal over the document that was given.
     *
     * @param kind what it is
     * @param signer the certificate whose key made it
     * @param others the other certificates in it
     * @param trust the verdict on the signer's certificate, with the lists that both verdicts rest on
     */
    public record ProvenSeal(SealKind kind, X509Certificate signer, List<X509Certificate> others, TrustVerdict trust) {

        public ProvenSeal {
            others = List.copyOf(others);
        }

        /** Returns the trusted lists that the verdict rests on. */
        public List<ListSnapshot> lists() {
            return trust.lists();
        }
    }
}
