package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eseal.fixtures.Keys;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrTest {

    private static final String PEM = Keys.csr(Keys.rsa(2048));
    private static final String ONE_LINE = PEM.replace("\n", "");

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072})
    void rsa_of_enough_bits_is_accepted(int bits) throws Exception {
        Csr csr = Csr.parse(Keys.csr(Keys.rsa(bits)));

        assertThat(csr.keySize()).isEqualTo(bits);
        assertThat(csr.publicKey()).isEqualTo(Keys.rsa(bits).getPublic());
    }

    @Test
    void line_breaks_escapes_and_their_absence_all_come_to_one_line() throws Exception {
        for (UnaryOperator<String> written : Stream.<UnaryOperator<String>>of(
                        pem -> pem,
                        pem -> pem.replace("\n", ""),
                        pem -> pem.replace("\n", "\r\n"),
                        pem -> pem.replace("\n", "\\n"),
                        pem -> pem.replace("\n", "\\r\\n"),
                        pem -> "\n  " + pem.replace("\n", " ") + "\t")
                .toList()) {
            assertThat(Csr.parse(written.apply(PEM)).oneLine()).isEqualTo(ONE_LINE);
        }
    }

    @ParameterizedTest
    @CsvSource({"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"})
    void both_headers_of_a_csr_are_known(String label) throws Exception {
        assertThat(Csr.parse(Keys.pem(label, Keys.der(Keys.rsa(2048), "SHA256withRSA")))
                        .keySize())
                .isEqualTo(2048);
    }

    @Test
    void a_csr_signed_with_rsassa_pss_proves_possession_too() throws Exception {
        assertThat(Csr.parse(Keys.csr(Keys.rsa(2048), "SHA256withRSAandMGF1")).keySize())
                .isEqualTo(2048);
    }

    @Test
    void a_bare_public_key_is_accepted_and_has_the_fingerprint_of_its_csr() throws Exception {
        byte[] spki = Keys.rsa(2048).getPublic().getEncoded();
        byte[] pkcs1 = SubjectPublicKeyInfo.getInstance(spki).parsePublicKey().getEncoded();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(spki));

        assertThat(Csr.parse(PEM).keyFingerprint()).isEqualTo(sha256);
        assertThat(Csr.parse(Keys.pem("PUBLIC KEY", spki)).keyFingerprint()).isEqualTo(sha256);
        assertThat(Csr.parse(Keys.pem("RSA PUBLIC KEY", pkcs1)).keyFingerprint())
                .isEqualTo(sha256);
    }

    @Test
    void rsa_below_2048_bits_is_refused() {
        refused(Keys.csr(Keys.rsa(1024)), "1024 bits");
    }

    @Test
    void elliptic_curves_are_refused() {
        refused(Keys.csr(Keys.ec()), "elliptic curve");
        refused(Keys.pem("PUBLIC KEY", Keys.ec().getPublic().getEncoded()), "elliptic curve");
        refused(Keys.pem("PUBLIC KEY", Keys.onExplicitCurve("P-256")), "elliptic curve");
    }

    @Test
    void a_public_exponent_of_at_most_two_to_the_sixteen_is_refused() {
        refused(Keys.csr(Keys.rsa(2048, BigInteger.valueOf(3))), "exponent");
    }

    @Test
    void a_tampered_signature_is_refused() {
        byte[] der = Keys.der(Keys.rsa(2048), "SHA256withRSA");
        der[der.length - 10] ^= 1;
        refused(Keys.pem("CERTIFICATE REQUEST", der), "signature does not verify");
    }

    @Test
    void a_tampered_subject_is_refused() {
        byte[] der = Keys.der(Keys.rsa(2048), "SHA256withRSA");
        der[new String(der, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Example")] = 'X';
        refused(Keys.pem("CERTIFICATE REQUEST", der), "signature does not verify");
    }

    @Test
    void truncated_or_damaged_base64_is_refused() {
        refused(PEM.replaceAll("(?s)\n.{300}\n?-----END", "\n-----END"), "damaged or cut off");
        refused(ONE_LINE.replaceAll(".{41}-----END", "-----END"), "");
        refused(ONE_LINE.replace("-----END", "*-----END"), "not valid base64");
        refused(ONE_LINE.replaceAll("-----END.*", ""), "END line");
        refused("-----BEGIN CERTIFICATE REQUEST----------END CERTIFICATE REQUEST-----", "damaged or cut off");
    }

    @Test
    void bytes_after_the_csr_are_refused() {
        byte[] der = Keys.der(Keys.rsa(2048), "SHA256withRSA");
        refused(Keys.pem("CERTIFICATE REQUEST", java.util.Arrays.copyOf(der, der.length + 1)), "damaged");
    }

    @Test
    void two_blocks_are_refused() {
        refused(PEM + PEM, "one PEM block");
    }

    @Test
    void other_kinds_of_pem_and_no_pem_at_all_are_refused() {
        refused(PEM.replace("CERTIFICATE REQUEST", "CERTIFICATE"), "another kind");
        refused(Keys.pem("PUBLIC KEY", Keys.der(Keys.rsa(2048), "SHA256withRSA")), "public key");
        refused("hello", "PEM format");
        refused("", "empty");
        refused(null, "empty");
        refused("x".repeat(Csr.LIMIT + 1), "longer");
    }

    @Test
    void a_private_key_is_refused_with_what_to_do_now_and_never_repeated() {
        String pem = Keys.pem("PRIVATE KEY", Keys.rsa(2048).getPrivate().getEncoded());
        refused(pem, "private key");
        refused(PEM + pem, "private key");
    }

    private static void refused(String text, String reason) {
        assertThatExceptionOfType(CsrRejected.class)
                .isThrownBy(() -> Csr.parse(text))
                .satisfies(rejected -> {
                    assertThat(rejected.getMessage())
                            .contains(reason)
                            .endsWith(".")
                            .doesNotContain("MII");
                    assertThat(rejected.getCause()).isNull();
                });
    }
}
