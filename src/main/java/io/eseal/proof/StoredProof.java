package io.eseal.proof;

import io.eseal.trust.TrustVerdict.ListSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Settlement of the question whether a request's seal seals.
 *
 * @param seal the verdict on the seal; empty when nobody had to prove it
 */
public record StoredProof(Settlement settlement, Instant at, Optional<Seal> seal) {

    /** The ways in which it is settled. */
    public enum Settlement {
        /** A seal on the request's document was validated. */
        PROVEN,
        /** An operator decided that no proof is needed. */
        WAIVED,
        /** Its owner left out a proof that is only offered. */
        SKIPPED
    }

    /**
     * The verdict on a seal.
     *
     * @param serialNumber serial number of the signer's certificate, in hex
     * @param lists the trusted lists that the verdict rests on
     * @param sha256 of what came
     * @param broughtCertificate whether nobody had seen its certificate before
     */
    public record Seal(
            ProofFormat format,
            SealKind kind,
            String serialNumber,
            List<ListSnapshot> lists,
            String sha256,
            boolean broughtCertificate) {

        public Seal {
            lists = List.copyOf(lists);
        }
    }
}
