package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import io.eseal.proof.StoredProof.Settlement;
import org.junit.jupiter.api.Test;

class OfferedProofPaths extends Paths {

    @Override
    String proof() {
        return "offered";
    }

    @Test
    void a_proof_that_is_only_offered_may_be_left_out_by_its_owner() {
        Seal seal = inService();
        certificate.isSettledWithoutProof();
        seal.decides(Person.REQUESTER, "user_prove_seal", "skip");

        assertThat(stateOf(seal)).isEqualTo(EsealState.IN_SERVICE);
        certificate.wasSettled(EsealId.of(seal.id()), Settlement.SKIPPED);
    }
}
