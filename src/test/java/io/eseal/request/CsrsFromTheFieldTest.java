package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eseal.fixtures.Keys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSRs as tools other than OpenSSL write them, and as they arrive from mailboxes and Windows machines. */
class CsrsFromTheFieldTest {

    private static final String PEM = Keys.csr(Keys.rsa(2048));
    private static final String ONE_LINE = PEM.replace("\n", "");

    @ParameterizedTest
    @ValueSource(strings = {"csr-attributes-not-der-sorted", "csr-made-by-node-forge"})
    void the_signature_is_verified_over_the_bytes_as_they_came_and_they_are_sent_on(String name) throws Exception {
        String pem = Files.text(name + ".pem");
        byte[] der = Pem.parse(pem).der();
        assertThat(CertificationRequest.getInstance(der).getEncoded(ASN1Encoding.DER))
                .as("written anew it is another text")
                .isNotEqualTo(der);

        assertThat(Csr.parse(pem).keySize()).isEqualTo(3072);
        assertThat(Csr.parse(pem).oneLine()).isEqualTo(pem.replace("\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csr-attributes-not-der-sorted", "csr-made-by-node-forge"})
    void what_was_changed_after_signing_is_refused_there_too(String name) throws Exception {
        byte[] der = Pem.parse(Files.text(name + ".pem")).der();
        der[new String(der, StandardCharsets.ISO_8859_1).indexOf("siegel.example")] = 'S';

        refused(Keys.pem("CERTIFICATE REQUEST", der), "signature does not verify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csr-utf8-bom", "csr-bag-attributes"})
    void what_stands_around_the_one_block_is_ignored(String name) throws Exception {
        Csr csr = Csr.parse(Files.text(name + ".pem"));

        assertThat(csr.keySize()).isEqualTo(3072);
        assertThat(csr.oneLine())
                .matches("-----BEGIN CERTIFICATE REQUEST-----[A-Za-z0-9+/=]+-----END CERTIFICATE REQUEST-----");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void a_file_in_utf_16_is_read_in_whatever_encoding_it_was_opened(String written) throws Exception {
        byte[] file = ("\uFEFF" + PEM).getBytes(Charset.forName(written));
        for (Charset opened :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16}) {
            String text = new String(file, opened);
            // UTF-16 without a mark that is taken for the other byte order has no letter left.
            if (!opened.equals(StandardCharsets.UTF_16) || text.contains("BEGIN")) {
                assertThat(Csr.parse(text).oneLine()).isEqualTo(ONE_LINE);
            }
        }
    }

    @Test
    void the_text_that_openssl_writes_above_the_block_is_ignored() throws Exception {
        String text = """
                Certificate Request:
                    Data:
                        Version: 1 (0x0)
                        Subject: CN = Example NV
                            Public Key Algorithm: rsaEncryption
                                Public-Key: (2048 bit)
                                Modulus:
                                    00:cd:bf:00:9d:18:ad:4b:df:a0:89:a1:c2:ba:9f:
                                Exponent: 65537 (0x10001)
                """;
        assertThat(Csr.parse(text + PEM + "\nthanks").oneLine()).isEqualTo(ONE_LINE);
    }

    @Test
    void a_private_key_beside_the_block_is_refused_whatever_it_was_written_in() {
        String both = PEM + Keys.pem("PRIVATE KEY", Keys.rsa(2048).getPrivate().getEncoded());
        refused(both, "private key");
        refused(
                new String(both.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1).substring(0, 3_000)
                        + new String(
                                "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.UTF_16LE),
                                StandardCharsets.ISO_8859_1),
                "private key");
    }

    @Test
    void blocks_that_do_not_begin_and_end_alike_are_refused() {
        refused(PEM.replace("END CERTIFICATE", "END NEW CERTIFICATE"), "END line of the same kind");
        refused(PEM.replace("-----BEGIN", "-----END"), "END line of the same kind");
        refused(
                "-----END CERTIFICATE REQUEST-----" + PEM.replaceAll("-----END.*-----\n", ""),
                "END line of the same kind");
    }

    @Test
    void a_negative_modulus_is_refused_with_the_reason() {
        refused(Files.text("csr-negative-modulus.pem"), "modulus is not a positive number");
        refused(
                Keys.pem("RSA PUBLIC KEY", key(BigInteger.ONE.shiftLeft(2048).negate(), BigInteger.valueOf(65537))),
                "modulus is not a positive number");
        refused(
                Keys.pem("RSA PUBLIC KEY", key(BigInteger.ZERO, BigInteger.valueOf(65537))),
                "modulus is not a positive number");
        refused(
                Keys.pem("RSA PUBLIC KEY", key(BigInteger.ONE.shiftLeft(2047).setBit(0), BigInteger.valueOf(-65537))),
                "exponent");
    }

    @Test
    void a_key_for_rsassa_pss_alone_is_refused_by_name() {
        refused(Files.text("csr-rsassa-pss-key-oid.pem"), "id-RSASSA-PSS");
    }

    @Test
    void a_key_that_is_larger_than_any_in_use_is_refused_before_it_is_reckoned_with() {
        refused(
                Keys.pem("RSA PUBLIC KEY", key(BigInteger.ONE.shiftLeft(80_000).setBit(0), BigInteger.valueOf(65537))),
                "at most 16384");
    }

    @Test
    void a_salt_of_two_gigabytes_asks_for_no_memory() throws Exception {
        CertificationRequest good = CertificationRequest.getInstance(Keys.der(Keys.rsa(2048), "SHA256withRSAandMGF1"));
        RSASSAPSSparams of =
                RSASSAPSSparams.getInstance(good.getSignatureAlgorithm().getParameters());
        for (long salt : new long[] {Integer.MAX_VALUE, 1_000_000_000L, -1, Long.MAX_VALUE}) {
            var huge = new RSASSAPSSparams(
                    of.getHashAlgorithm(),
                    of.getMaskGenAlgorithm(),
                    new ASN1Integer(salt),
                    new ASN1Integer(of.getTrailerField()));
            refused(
                    Keys.pem(
                            "CERTIFICATE REQUEST",
                            new DERSequence(new ASN1Encodable[] {
                                        good.getCertificationRequestInfo(),
                                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, huge),
                                        good.getSignature()
                                    })
                                    .getEncoded()),
                    "signature does not verify");
        }
    }

    @Test
    void thousands_of_levels_are_damaged_and_no_stack_overflow() throws Exception {
        ASN1Encodable nested = new DERSet();
        byte[] deep = nested.toASN1Primitive().getEncoded();
        while (deep.length < 8_000) {
            deep = wrapped(deep);
        }
        refused(Keys.pem("CERTIFICATE REQUEST", deep), "damaged");
        refused(Keys.pem("PUBLIC KEY", deep), "damaged");
        byte[] inTheKey = new DERSequence(new ASN1Encodable[] {
                    SubjectPublicKeyInfo.getInstance(Keys.rsa(2048).getPublic().getEncoded())
                            .getAlgorithm(),
                    new DERBitString(deep)
                })
                .getEncoded();
        refused(Keys.pem("PUBLIC KEY", inTheKey), "damaged");
    }

    /** Wraps the content in a SET, which Bouncy Castle reads to the ground at once. */
    private static byte[] wrapped(byte[] content) {
        byte[] header = content.length < 0x80
                ? new byte[] {0x31, (byte) content.length}
                : new byte[] {0x31, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        byte[] whole = Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, whole, header.length, content.length);
        return whole;
    }

    private static byte[] key(BigInteger modulus, BigInteger exponent) {
        try {
            return new DERSequence(new ASN1Encodable[] {new ASN1Integer(modulus), new ASN1Integer(exponent)})
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(String text, String reason) {
        assertThatExceptionOfType(CsrRejected.class)
                .isThrownBy(() -> Csr.parse(text))
                .satisfies(rejected ->
                        assertThat(rejected.getMessage()).contains(reason).endsWith("."));
    }
}
