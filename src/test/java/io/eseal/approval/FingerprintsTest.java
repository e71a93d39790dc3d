package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.RandomCases;
import io.eseal.keys.Sha256;
import io.eseal.screening.CardNumbers;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    @Test
    void a_fingerprint_is_shown_in_pairs() {
        assertThat(Fingerprints.shown("ab12cd")).isEqualTo("AB:12:CD");
    }

    @Test
    void no_fingerprint_of_a_key_is_taken_for_a_card_number_as_it_is_shown_or_told() {
        Random random = RandomCases.of("fingerprints that approvers see");
        byte[] key = new byte[294];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(key);
            String fingerprint = Sha256.hex(key);
            // As the engine keeps the task's variable.
            assertThat(CardNumbers.contains("{\"kind\":\"RSA, 2048 bits\",\"fingerprint\":\""
                            + Fingerprints.shown(fingerprint) + "\"}"))
                    .as(fingerprint)
                    .isFalse();
            assertThat(CardNumbers.contains("csr: \"" + fingerprint + "\" → nothing"))
                    .as(fingerprint)
                    .isFalse();
        }
    }
}
