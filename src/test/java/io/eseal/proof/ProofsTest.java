package io.eseal.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.proof.ProofVerdict.ProvenSeal;
import io.eseal.proof.StoredProof.Settlement;
import io.eseal.trust.TestTrust;
import io.eseal.trust.TestTrust.Seal;
import io.eseal.trust.TrustVerdict;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of a proof. */
@ParameterizedClass
@EnumSource(Database.class)
class ProofsTest extends DatabaseTest {

    private static final TrustVerdict.ListSnapshot LIST = new TrustVerdict.ListSnapshot(
            URI.create("https://lists.example/be.xml"), 5, Instant.parse("2026-06-01T00:00:00Z"), "0".repeat(64));

    private final Proofs proofs;

    @TempDir
    private Path files;

    ProofsTest(Database database) {
        super(database);
        proofs = new Proofs(jdbc, json, clock);
    }

    private ProvenSeal seal(Seal made) {
        return new ProvenSeal(
                SealKind.QESEAL,
                made.certificate(),
                List.of(made.issuer()),
                new TrustVerdict(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new TrustVerdict.Revocation(
                                TrustVerdict.Revocation.Status.GOOD,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        List.of(LIST)));
    }

    @Test
    void a_proof_is_kept_with_its_verdict_the_lists_and_the_seal_itself() {
        EsealId id = request(EsealId.of("ES-00000001"));
        try (TestTrust trust = TestTrust.byAnchors(files)) {
            Seal made = trust.onToken();
            proofs.proven(id, ProofFormat.PDF, new byte[] {1, 2, 3}, seal(made), true);

            assertThat(proofs.find(id)).hasValueSatisfying(stored -> {
                assertThat(stored.settlement()).isEqualTo(Settlement.PROVEN);
                assertThat(stored.at()).isEqualTo(clock.instant());
                assertThat(stored.seal()).hasValueSatisfying(seal -> {
                    assertThat(seal.kind()).isEqualTo(SealKind.QESEAL);
                    assertThat(seal.format()).isEqualTo(ProofFormat.PDF);
                    assertThat(seal.lists()).containsExactly(LIST);
                    assertThat(seal.broughtCertificate()).isTrue();
                    assertThat(new BigInteger(seal.serialNumber(), 16))
                            .isEqualTo(made.certificate().getSerialNumber());
                    assertThat(seal.sha256())
                            .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
                });
            });
            assertThat(jdbc.sql("select seal from seal_proof")
                            .query(String.class)
                            .single())
                    .isEqualTo("AQID");
        }
    }

    @Test
    void what_is_settled_without_a_proof_is_kept_as_such() {
        EsealId id = request(EsealId.of("ES-00000001"));
        assertThat(proofs.find(id)).isEmpty();
        proofs.settledWithout(id, Settlement.WAIVED);

        assertThat(proofs.find(id)).hasValueSatisfying(stored -> {
            assertThat(stored.settlement()).isEqualTo(Settlement.WAIVED);
            assertThat(stored.seal()).isEmpty();
        });
    }

    @Test
    void a_certificate_that_is_fetched_again_is_proven_anew_and_the_earlier_proof_stays_on_record() {
        EsealId id = request(EsealId.of("ES-00000001"));
        proofs.settledWithout(id, Settlement.WAIVED);
        proofs.supersede(id);

        assertThat(proofs.find(id)).isEmpty();
        assertThat(jdbc.sql("select count(*) from seal_proof").query(Long.class).single())
                .isEqualTo(1);
    }
}
