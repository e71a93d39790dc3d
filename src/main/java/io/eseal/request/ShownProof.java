package io.eseal.request;

import io.eseal.proof.ProofFormat;
import io.eseal.proof.SealKind;
import io.eseal.proof.StoredProof;
import io.eseal.proof.StoredProof.Settlement;
import io.eseal.trust.TrustVerdict.ListSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settlement of the question whether a request's seal seals, as clients see it. Whether its certificate is the one that
 * was approved is told by the report.
 *
 * @param kind the verdict on the seal; null, as the others, when nobody had to prove it
 * @param words the verdict in words for people
 * @param serialNumber serial number of the certificate that made the seal, in hex
 * @param sha256 digest of the sealed document
 * @param lists the trusted lists that the verdict rests on
 */
record ShownProof(
        Settlement settlement,
        Instant at,
        @Nullable SealKind kind,
        @Nullable String words,
        @Nullable ProofFormat format,
        @Nullable String serialNumber,
        @Nullable String sha256,
        List<ListSnapshot> lists) {

    static ShownProof of(StoredProof stored) {
        return stored.seal()
                .map(seal -> new ShownProof(
                        stored.settlement(),
                        stored.at(),
                        seal.kind(),
                        seal.kind().words(),
                        seal.format(),
                        seal.serialNumber(),
                        seal.sha256(),
                        seal.lists()))
                .orElseGet(() ->
                        new ShownProof(stored.settlement(), stored.at(), null, null, null, null, null, List.of()));
    }
}
